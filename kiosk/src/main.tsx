import '@ticketero/ui/tokens.css';
import './styles/base.css';

import { startBrand, startI18n, startLook } from '@ticketero/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app';
import { CATALOGUES, FIRST_LANGUAGE } from './i18n/catalogues';

const i18n = startI18n(CATALOGUES, FIRST_LANGUAGE);
startLook();

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
void startBrand('kiosk', i18n).then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
