import '@ticketero/ui/tokens.css';
import './styles/base.css';

import { startBrand } from '@ticketero/ui';
import { createRoot } from 'react-dom/client';

import { App } from './app';
import { i18n } from './i18n/text';

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
void startBrand('page', i18n).then(() => {
  // What the page itself says until this script is there.
  root.replaceChildren();
  createRoot(root).render(<App />);
});
