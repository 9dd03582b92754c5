import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { StandingHint, WhatIfAnswer } from '@ticketero/core';

import type { HintQuestion, Question, Reply, WhatIfQuestion } from './question.js';

/** The built file, also for a test that runs the sources: a thread is started by Node itself. */
const FILE = resolve(__dirname, '../../dist/what-if/worker.js');
/** Real ms; a busy branch takes a tenth of it. */
const TAKES_MAX_MS = 10_000;

interface Waiting {
  done: (reply: Reply) => void;
  timer: NodeJS.Timeout;
}

/**
 * Asks the thread that computes: what takes a tenth of a second would keep every command of the server waiting so long.
 * It is started by the first question; one that does not answer is ended, and the next question starts another.
 */
@Injectable()
export class Thinker implements OnModuleDestroy {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** Throws when the thread fails. */
  async whatIf(question: Omit<WhatIfQuestion, 'what'>): Promise<WhatIfAnswer> {
    return (await this.ask({ what: 'whatIf', ...question })) as WhatIfAnswer;
  }

  /** Throws when the thread fails. */
  async hint(question: Omit<HintQuestion, 'what'>): Promise<StandingHint | null> {
    return (await this.ask({ what: 'hint', ...question })) as StandingHint | null;
  }

  async onModuleDestroy(): Promise<void> {
    await this.end('ended');
  }

  private async ask(asked: Question): Promise<WhatIfAnswer | StandingHint | null> {
    const worker = (this.worker ??= this.start());
    const id = (this.lastId += 1);
    const reply = await new Promise<Reply>((done) => {
      const timer = setTimeout(() => void this.end('took too long'), TAKES_MAX_MS);
      this.waiting.set(id, { done, timer });
      worker.postMessage({ id, asked });
    });
    if ('failed' in reply) throw new Error(`what if: ${reply.failed}`);
    return reply.answer;
  }

  private start(): Worker {
    const worker = new Worker(FILE);
    worker.unref(); // it keeps no process alive
    worker.on('message', ({ id, ...reply }: { id: number } & Reply) => this.settle(id, reply));
    const gone = (why: string) => () => {
      if (this.worker === worker) void this.end(why);
    };
    worker.on('error', gone('failed'));
    worker.on('exit', gone('stopped'));
    return worker;
  }

  private settle(id: number, reply: Reply): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(id);
    waiting.done(reply);
  }

  private async end(why: string): Promise<void> {
    const { worker } = this;
    this.worker = null;
    for (const id of [...this.waiting.keys()]) this.settle(id, { failed: why });
    await worker?.terminate();
  }
}
