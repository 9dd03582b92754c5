import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { startBrand, startI18n } from '@ticketero/ui';
import '@ticketero/ui/tokens.css';

// Before the parts: their own styles refine these.
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/sign-in.css';

import { App } from './app';
import { keptLanguage } from './common/preferences';
import en from './i18n/en.json';
import es from './i18n/es.json';
import { Session } from './session/session';
import { SessionContext } from './session/use-session';

const i18n = startI18n({ es, en }, keptLanguage());

const session = new Session();
session.start();

const root = document.getElementById('root');
if (root) {
  void startBrand('console', i18n).then(() =>
    createRoot(root).render(
      <StrictMode>
        <SessionContext value={session}>
          <App />
        </SessionContext>
      </StrictMode>,
    ),
  );
}
