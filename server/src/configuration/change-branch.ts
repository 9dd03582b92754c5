import type { BranchConfiguration, BranchFileQueue, ConfigurationChange } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import type { Branch } from '@ticketero/core';

import { BranchDirectory, UnitOfWork } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { gaveNumbersToday, insertBranch, loadFacts, loadQueues, writeFacts, writeQueues } from './branch-rows.js';
import { refuseHarm, refuseIdleAdvisors, refuseZoneNow, requireSound } from './checks.js';
import { changesOf, differences, flatFacts, presentBranch, type BranchFacts } from './facts.js';

/** A branch and its queues, as they are configured. */
export interface Configured {
  facts: BranchFacts;
  queues: BranchFileQueue[];
}

export interface ConfiguredChange {
  before: Configured;
  after: Configured;
}

/** What a change does with the letter of a queue that is taken: `prefix`, or where it stands in a file. */
type LetterField = (queue: BranchFileQueue) => string;
const PREFIX: LetterField = () => 'prefix';

/** Thrown to undo what a trial has written. */
class OnlyTried extends Error {}

/**
 * Every change of the configuration of a branch (ADR 18): under its lock like any command, whole or not at all, told to
 * the log with old and new, one event for each thing that changed (R10), and on every screen with the next revision.
 */
@Injectable()
export class ChangeBranch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transactions: Transactions,
    private readonly directory: BranchDirectory,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws SUCURSAL_NO_ENCONTRADA. */
  async load(branchId: number): Promise<Configured> {
    return load(this.transactions, branchId);
  }

  /**
   * `decide` says what the branch shall be, from what it is under the lock; what it throws changes nothing, like
   * VALIDACION_FALLIDA for what cannot be and CONFLICTO for what would hurt. `trial`: only finds out.
   */
  async change(
    branchId: number,
    actor: Actor,
    decide: (before: Configured) => Configured,
    { trial = false, letter = PREFIX }: { trial?: boolean; letter?: LetterField } = {},
  ): Promise<ConfiguredChange & { branch: Branch | null }> {
    let change: ConfiguredChange | undefined;
    const write = async (tx: Tx): Promise<void> => {
      const before = await load(tx, branchId);
      const after = decide(before);
      change = { before, after };
      await this.write(tx, branchId, change, letter);
    };
    const judge = (branch: Branch): void => {
      if (change) judgeAndTell(branch, change);
    };
    try {
      const outcome = await this.unitOfWork.configure(branchId, actor, judge, {
        before: write,
        after: async () => {
          if (trial) throw new OnlyTried();
        },
      });
      if (change?.before.facts.name !== change?.after.facts.name) this.directory.forget();
      return { ...settled(change), branch: outcome.branch };
    } catch (error) {
      if (error instanceof OnlyTried) return { ...settled(change), branch: null };
      throw error;
    }
  }

  private async write(
    tx: Tx,
    branchId: number,
    { before, after }: ConfiguredChange,
    letter: LetterField,
  ): Promise<void> {
    if (differs(before.facts, after.facts)) {
      requireSound(after.facts);
      const moved = before.facts.timeZone !== after.facts.timeZone;
      if (moved && (await gaveNumbersToday(tx, branchId, this.clock.now()))) refuseZoneNow();
      await writeFacts(tx, branchId, before.facts, after.facts);
    }
    const known = new Map(before.queues.map((queue) => [queue.queueType, queue]));
    const changed = after.queues.filter((queue) => differs(known.get(queue.queueType), queue));
    if (changed.length > 0) await writeQueues(tx, branchId, before.queues, changed, letter);
  }

  /** A new branch, with its log's first events. Throws like `change`. Within the caller's transaction. */
  async insert(tx: Tx, made: Configured, actor: Actor, letter: LetterField = PREFIX): Promise<number> {
    requireSound(made.facts);
    const branchId = await insertBranch(tx, made.facts, this.clock.now());
    await writeQueues(tx, branchId, [], made.queues, letter);
    for (const event of eventsOf(branchId, made.facts.code, { before: null, after: made })) {
      await this.audit.record(branchId, actor, event, tx);
    }
    return branchId;
  }

  /** The same in a transaction of its own: from then on every screen and every job knows it. */
  async create(made: Configured, actor: Actor): Promise<BranchConfiguration> {
    await this.transactions.run((tx) => this.insert(tx, made, actor));
    this.directory.forget();
    return presentBranch(made.facts, made.queues);
  }
}

async function load(through: Pick<Tx, 'query'>, branchId: number): Promise<Configured> {
  return { facts: await loadFacts(through, branchId), queues: await loadQueues(through, branchId) };
}

function settled(change: ConfiguredChange | undefined): ConfiguredChange {
  if (!change) throw new Error('configure has written nothing');
  return change;
}

const differs = (before: object | undefined, after: object): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);

/** With the branch as it now is: does it hurt anybody, and what is there to tell. */
function judgeAndTell(branch: Branch, change: ConfiguredChange): void {
  const { before, after } = change;
  refuseHarm(branch, before.facts, after.facts);
  const enabled = new Set(before.queues.filter((queue) => queue.enabled).map(({ queueType }) => queueType));
  refuseIdleAdvisors(
    branch,
    after.queues.filter((queue) => !queue.enabled && enabled.has(queue.queueType)),
  );
  for (const event of eventsOf(branch.state.id, before.facts.code, change)) {
    branch.record({ entityIdentifier: null, ...event });
  }
}

interface MaybeNew {
  /** Null: the branch is new. */
  before: Configured | null;
  after: Configured;
}

/** R10: one event for the branch itself and one for each queue, with what changed of it. */
function eventsOf(branchId: number, code: string, { before, after }: MaybeNew): LoggedEvent[] {
  return thingsOf({ before, after }).flatMap(({ queueType, was, is }) => {
    const found = differences(was ?? {}, is);
    if (!found) return [];
    const event = { eventType: 'CONFIG_CAMBIADA', entityType: 'BRANCH', entityId: String(branchId) } as const;
    const states = { oldState: was && found.oldState, newState: was ? found.newState : is };
    return [{ ...event, entityIdentifier: queueType ?? code, ...states }];
  });
}

/** The same for people who decide whether to do it. */
export const changeList = (change: MaybeNew): ConfigurationChange[] =>
  thingsOf(change).flatMap(({ queueType, was, is }) => changesOf(queueType, was ?? {}, is));

interface Thing {
  queueType: string | null;
  was: Record<string, unknown> | null;
  is: Record<string, unknown>;
}

function thingsOf({ before, after }: MaybeNew): Thing[] {
  const known = new Map(before?.queues.map((queue) => [queue.queueType, queue]));
  return [
    { queueType: null, was: before && flatFacts(before.facts), is: flatFacts(after.facts) },
    ...after.queues.map(({ queueType, ...facts }) => {
      const { queueType: _, ...was } = known.get(queueType) ?? {};
      return { queueType, was: known.has(queueType) ? was : null, is: facts };
    }),
  ];
}
