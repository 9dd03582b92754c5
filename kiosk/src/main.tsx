import '@ticketero/ui/tokens.css';
import './styles/base.css';

import { startI18n } from '@ticketero/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app';
import { CATALOGUES, FIRST_LANGUAGE } from './i18n/catalogues';

startI18n(CATALOGUES, FIRST_LANGUAGE);

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
