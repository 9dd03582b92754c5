import '@ticketero/ui/tokens.css';
import './styles/base.css';

import { startBrand, startI18n } from '@ticketero/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app';
import en from './i18n/en.json';
import es from './i18n/es.json';

const i18n = startI18n({ es, en });

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
void startBrand('kiosk', i18n).then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
