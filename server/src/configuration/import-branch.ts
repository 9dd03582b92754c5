import type {
  BranchFile,
  BranchFileQueue,
  ChangeBranchRequest,
  ImportAnswer,
  ImportBranchRequest,
} from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { BranchDirectory, queueFacts } from '../branches/index.js';
import type { Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Nothing, Transactions } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { fingerprint } from '../platform/fingerprint.js';
import { requireBankWide } from './branches.js';
import { ChangeBranch, changeList, type Configured } from './change-branch.js';
import { requireVersion } from './checks.js';
import { changedFacts, newFacts } from './facts.js';

type Settable = 'openingHours' | 'settings' | 'alerts' | 'texts';

/** A file as it comes: one of an older server lacks the settings that are new. */
export interface ImportInput extends Omit<ImportBranchRequest, 'file'> {
  file: Omit<BranchFile, Settable> & Pick<ChangeBranchRequest, Settable>;
}

/** Names exactly a branch with its queues. */
const versionOf = ({ facts, queues }: Configured): string =>
  fingerprint({ facts, queues: [...queues].sort((a, b) => (a.queueType < b.queueType ? -1 : 1)) });

/**
 * Makes a branch like a file, or a new one of it. A dry run does all of it and takes it back: what it says is what would
 * happen, also that it would be refused.
 */
@Injectable()
export class ImportBranch {
  constructor(
    private readonly changes: ChangeBranch,
    private readonly directory: BranchDirectory,
    private readonly transactions: Transactions,
  ) {}

  /** Throws like a change of the branch; CONFLICTO when it is not the `version` of the dry run any more. */
  async run(request: ImportInput, caller: Principal, actor: Actor): Promise<ImportAnswer> {
    requireOnce(request.file.queues);
    const branchId = await this.find(request.code ?? request.file.code, caller);
    return branchId === null ? this.make(request, caller, actor) : this.change(branchId, request, actor);
  }

  private async change(branchId: number, request: ImportInput, actor: Actor): Promise<ImportAnswer> {
    const { file, dryRun, version } = request;
    const decide = (before: Configured): Configured => {
      requireVersion(version, versionOf(before));
      return likeFile(before, request);
    };
    const options = { trial: dryRun, letter: placeIn(file.queues) };
    const change = await this.changes.change(branchId, actor, decide, options);
    const { before, after } = change;
    const present = dryRun ? before : after;
    return {
      ...{ code: before.facts.code, created: false, applied: !dryRun },
      ...{ changes: changeList(change), version: versionOf(present) },
    };
  }

  private async make(request: ImportInput, caller: Principal, actor: Actor): Promise<ImportAnswer> {
    requireBankWide(caller);
    const { file, dryRun, code = file.code, name = file.name } = request;
    requireVersion(request.version, null);
    const made = likeFile({ facts: newFacts(code, name), queues: [] }, { ...request, name });
    await this.transactions.run(async (tx) => {
      const id = await this.changes.insert(tx, made, actor, placeIn(file.queues));
      return dryRun ? new Nothing(id) : id;
    });
    this.directory.forget();
    const changes = changeList({ before: null, after: made });
    return { code, created: true, applied: !dryRun, changes, version: dryRun ? null : versionOf(made) };
  }

  /** Null: there is no such branch. Throws SIN_PERMISO for another branch than the caller's. */
  private async find(code: string, caller: Principal): Promise<number | null> {
    return this.directory.resolve(caller.branchId, code).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'SUCURSAL_NO_ENCONTRADA') return null;
      throw error;
    });
  }
}

/** `before` as the file has it. A queue that the file does not name has its history: it is disabled. */
function likeFile({ facts, queues }: Configured, { file, name }: ImportInput): Configured {
  const { timeZone, moduleCount, openingHours, holidays, settings, alerts, texts } = file;
  const own = file.code === facts.code ? file.name : facts.name;
  const change = { name: name ?? own, timeZone, moduleCount, openingHours: openingHours ?? null, holidays };
  const named = new Set(file.queues.map(({ queueType }) => queueType));
  return {
    facts: changedFacts(facts, { ...change, settings, alerts, texts }),
    queues: [
      ...file.queues.map((queue) => queueFacts({ ...queue, dailyCap: queue.dailyCap ?? null })),
      ...queues.filter(({ queueType }) => !named.has(queueType)).map((queue) => ({ ...queue, enabled: false })),
    ],
  };
}

const placeIn =
  (queues: readonly BranchFileQueue[]) =>
  ({ queueType }: BranchFileQueue): string =>
    `file.queues.${queues.findIndex((queue) => queue.queueType === queueType)}.prefix`;

function requireOnce(queues: readonly BranchFileQueue[]): void {
  queues.forEach(({ queueType }, index) => {
    const first = queues.findIndex((other) => other.queueType === queueType);
    if (first < index) throw invalid({ [`file.queues.${index}.queueType`]: `${queueType} está dos veces` });
  });
}
