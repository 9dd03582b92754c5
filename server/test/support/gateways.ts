import { NAMESPACES, type Namespace } from '@ticketero/contract';

import { DisplayGateway } from '../../src/board/display.gateway.js';
import { AdvisorGateway } from '../../src/desks/advisor.gateway.js';
import { SupervisorGateway } from '../../src/supervision/supervisor.gateway.js';
import { KioskGateway } from '../../src/tickets/kiosk.gateway.js';
import { TicketGateway } from '../../src/tickets/ticket.gateway.js';
import type { TestApp } from './app.js';

const GATEWAYS = {
  display: DisplayGateway,
  kiosk: KioskGateway,
  advisor: AdvisorGateway,
  supervisor: SupervisorGateway,
  ticket: TicketGateway,
} as const;

/** The heartbeat of all five namespaces, now and not within five seconds. */
export async function beat(test: Pick<TestApp, 'app'>): Promise<void> {
  const hearts = NAMESPACES.map((name) => test.app.get<unknown>(GATEWAYS[name]) as { beat(): Promise<void> });
  await Promise.all(hearts.map((heart) => heart.beat()));
}

/**
 * From now on there is no heartbeat but those of `beat`: one that comes by itself, every five seconds, is in the midst of what a
 * test counts once in a hundred runs. Before anybody listens.
 */
export function stopHearts(test: Pick<TestApp, 'app'>): void {
  for (const name of NAMESPACES) clearInterval(test.app.get<{ heartbeat?: NodeJS.Timeout }>(GATEWAYS[name]).heartbeat);
}

/** The namespace of the server itself, to stand between it and its clients. */
export const serverSide = (test: Pick<TestApp, 'app'>, name: Namespace) =>
  (test.app.get<unknown>(GATEWAYS[name]) as { namespace: import('socket.io').Namespace }).namespace;

/** Instead of writing what a room is sent: `write` writes it after all. Until jest's mocks are restored. */
export function interceptRoom(
  test: Pick<TestApp, 'app'>,
  name: Namespace,
  instead: (packet: string, write: () => void) => void,
): void {
  for (const { conn } of serverSide(test, name).sockets.values()) {
    const write = conn.write.bind(conn);
    jest.spyOn(conn, 'write').mockImplementation((...args) => {
      instead(String(args[0]), () => write(...args));
      return conn;
    });
  }
}
