import { setTimeout as pause } from 'node:timers/promises';

import type { PrinterSetup } from '@ticketero/contract';
import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config, type PrintingConfig } from '../platform/config.js';
import { Turns } from '../platform/turns.js';
import { LineError, PrinterLine } from './printer-line.js';
import type { Trouble } from './trouble.js';

/** What became of one that was sent to a printer. */
export interface Printed {
  trouble: Trouble | null;
  /** Some of it may be on paper. */
  sent: boolean;
}

/** How often the printer is asked how it is while it prints, ms. */
const LOOK_EVERY_MS = 200;
/** Kept of the whole time for the last question, ms. */
const LAST_LOOK_MS = 400;

/** Every printer of this server: one slip at a time on each. Holds no connection to the database and no lock. */
@Injectable()
export class Printers {
  private readonly turns = new Turns<string>();

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'printing'>) {}

  /** Never throws for what a printer does. Answers within twice `wholeMs` and `connectMs`. */
  async print({ host, port }: PrinterSetup, bytes: Uint8Array): Promise<Printed> {
    const { printing } = this.config;
    const patience = performance.now() + printing.wholeMs;
    return this.turns.take(`${host.toLowerCase()} ${port}`, async () =>
      performance.now() > patience ? { trouble: 'NO_RESPONDE', sent: false } : printOn(host, port, bytes, printing),
    );
  }
}

async function printOn(host: string, port: number, bytes: Uint8Array, times: PrintingConfig): Promise<Printed> {
  let sent = false;
  try {
    const until = performance.now() + times.wholeMs - LAST_LOOK_MS;
    const line = await PrinterLine.open(host, port, times);
    try {
      const before = await brokenIs('NO_RESPONDE', line.trouble());
      if (before !== null) return { trouble: before, sent };
      sent = true;
      const after = line.send(bytes).then(() => watch(line, until));
      return { trouble: await brokenIs('NO_RESPONDE', after), sent };
    } finally {
      await line.close();
    }
  } catch (error) {
    if (error instanceof LineError) return { trouble: 'SIN_CONEXION', sent };
    throw error;
  }
}

async function brokenIs(trouble: Trouble, work: Promise<Trouble | null>): Promise<Trouble | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LineError) return trouble;
    throw error;
  }
}

/** Until all is printed or something is wrong. Who is well to the end has it in its buffer and prints it: some never say. */
async function watch(line: PrinterLine, until: number): Promise<Trouble | null> {
  let done = false;
  const printed = line.printed().then(() => (done = true));
  printed.catch(() => {}); // the next question hears of it too
  for (;;) {
    await Promise.race([printed, pause(LOOK_EVERY_MS)]);
    const trouble = await line.trouble();
    if (trouble !== null || done || performance.now() >= until) return trouble;
  }
}
