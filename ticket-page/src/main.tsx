import '@ticketero/ui/tokens.css';
import './styles/base.css';

import { createRoot } from 'react-dom/client';

import { App } from './app';

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
// What the page itself says until this script is there.
root.replaceChildren();
createRoot(root).render(<App />);
