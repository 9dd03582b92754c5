// @ts-check

/**
 * Changes each state of this namespace on its way to the page, from its next connection on, also where it is the answer to a
 * question: for what only the clock, or another year, brings about.
 * @template {import('@ticketero/contract').Namespace} N
 * @param {import('playwright-core').Page} page
 * @param {N} namespace
 * @param {(state: import('@ticketero/contract').NamespaceStates[N]) => unknown} change
 */
export async function tellState(page, namespace, change) {
  const packet = new RegExp(`^(4[23]/${namespace},\\d*)(\\[.*)$`, 's');
  await page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      const [, head, json] = packet.exec(String(message)) ?? [];
      if (head === undefined || json === undefined) return socket.send(message);
      const said = JSON.parse(json);
      for (const part of said) if (part?.state) change(part.state);
      socket.send(head + JSON.stringify(said));
    });
  });
}
