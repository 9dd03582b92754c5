import '@ticketero/ui/tokens.css';
import './styles/base.css';

import { startI18n } from '@ticketero/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app';
import en from './i18n/en.json';
import es from './i18n/es.json';

startI18n({ es, en });

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
