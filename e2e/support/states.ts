import type { Namespace, NamespaceStates } from '@ticketero/contract';
import type { Page } from 'playwright-core';

/**
 * Changes each state of this namespace on its way to the page, from its next connection on: for what only the clock, or
 * another year, brings about.
 */
export async function tellState<N extends Namespace>(
  page: Page,
  namespace: N,
  change: (state: NamespaceStates[N]) => unknown,
): Promise<void> {
  const event = new RegExp(`^(42/${namespace},)(.*)$`, 's');
  await page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      const [, head, json] = event.exec(String(message)) ?? [];
      if (head === undefined || json === undefined) return socket.send(message);
      const [name, payload] = JSON.parse(json) as [string, { state?: NamespaceStates[N] }];
      if (payload.state) change(payload.state);
      socket.send(head + JSON.stringify([name, payload]));
    });
  });
}
