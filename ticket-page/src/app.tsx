import { ErrorBoundary, setTitle } from '@ticketero/ui';
import { useEffect, type ReactNode } from 'react';

import { codeFrom } from './address';
import { TextContext, useTextFor } from './i18n/text';
import { BrokenScreen, MissingScreen } from './screens/note-screen';
import { TicketPage } from './ticket-page';

export function App() {
  const code = codeFrom(location.pathname);
  const broken = (
    <WithoutTicket title="title.start">
      <BrokenScreen />
    </WithoutTicket>
  );
  const missing = (
    <WithoutTicket title="title.missing">
      <MissingScreen />
    </WithoutTicket>
  );
  return <ErrorBoundary fallback={broken}>{code === null ? missing : <TicketPage code={code} />}</ErrorBoundary>;
}

/** In the reader's own language: there is no ticket to tell another. */
function WithoutTicket({ title, children }: { title: string; children: ReactNode }) {
  const text = useTextFor(null);
  const name = text.t(title);
  useEffect(() => {
    setTitle(name);
  }, [name]);
  return <TextContext.Provider value={text}>{children}</TextContext.Provider>;
}
