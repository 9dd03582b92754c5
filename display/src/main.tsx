import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ErrorBoundary, setTitle, startBrand } from '@ticketero/ui';
import '@ticketero/ui/tokens.css';

import { App } from './app';
import { getTexts } from './i18n/texts';
import { Broken } from './parts/broken';
import './styles/index.css';

setTitle(`Ticketero · ${getTexts().es('app.title')}`);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
void startBrand('display', getTexts().i18n).then(() =>
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary fallback={<Broken />}>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  ),
);
