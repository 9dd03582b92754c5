// @ts-check

/**
 * Changes each state of this namespace on its way to the page, from its next connection on: for what only the clock, or
 * another year, brings about.
 * @template {import('@ticketero/contract').Namespace} N
 * @param {import('playwright-core').Page} page
 * @param {N} namespace
 * @param {(state: import('@ticketero/contract').NamespaceStates[N]) => unknown} change
 */
export async function tellState(page, namespace, change) {
  const event = new RegExp(`^(42/${namespace},)(.*)$`, 's');
  await page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      const [, head, json] = event.exec(String(message)) ?? [];
      if (head === undefined || json === undefined) return socket.send(message);
      const [name, payload] = JSON.parse(json);
      if (payload.state) change(payload.state);
      socket.send(head + JSON.stringify([name, payload]));
    });
  });
}
