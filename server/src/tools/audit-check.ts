import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { AuditHead } from '@ticketero/contract';

import { readHead, signatureFault, type AuditChains, type Chain } from '../audit/index.js';
import { signingKey } from '../platform/signing-key.js';
import { clearLine, showProgress, withChains } from './audit-database.js';
import { dataDir, environment, runCommand } from './command.js';

/**
 * npm run audit:check -- <file> … (R10): whether heads that were signed and kept elsewhere are still those of the database.
 * Walks each chain to the event of its head. `--key`: a file with the public key, where ours is not to be believed. Exit 1,
 * and what is wrong, when one is not.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { key: { type: 'string' } }, allowPositionals: true });
  if (positionals.length === 0) throw new Error('which file? npm run audit:check -- <file> …');
  const key = keyToCheckWith(values.key);
  await withChains(async (chains) => {
    const known = await chains.list();
    for (const file of positionals) {
      const head = readHead(readFileSync(file, 'utf8'));
      const faults = head ? await faultsOf(head, key, chains, known) : ['is no signed head'];
      const verdict = faults.length === 0 ? `✓ ${said(head)}` : `✗ ${faults.join('; ')}`;
      process.stdout.write(`${clearLine()}${file}: ${verdict}\n`);
      if (faults.length > 0) process.exitCode = 1;
    }
  });
}

function keyToCheckWith(file: string | undefined): KeyObject {
  if (file !== undefined) {
    try {
      return createPublicKey(readFileSync(file));
    } catch {
      throw new Error(`--key: ${file} holds no public key`);
    }
  }
  const own = signingKey(environment()['AUDIT_SIGNING_KEY'], dataDir(), false);
  if (!own) throw new Error('there is no key to check with: --key <file>');
  return own;
}

const said = (head: AuditHead | null): string =>
  head ? `${head.branch} ${head.date}: ${head.events} events, last hash ${head.lastHash ?? 'none'}` : '';

async function faultsOf(head: AuditHead, key: KeyObject, chains: AuditChains, known: Chain[]): Promise<string[]> {
  const signature = signatureFault(head, key);
  const chain = known.find(({ branch }) => branch === head.branch);
  if (signature) return [signature]; // what it says is worth nothing
  if (!chain) return [`the database has no chain ${head.branch}`];
  if (await chains.isArchived(chain.branchId, head.lastId)) {
    return [`event ${head.lastId} is in the archive: see docs/audit.md, "Archived months"`];
  }
  const signed = { head: head.lastHash === null ? null : Buffer.from(head.lastHash, 'hex'), length: head.events };
  const until = { ...signed, lastId: head.lastId };
  const progress = (events: number): void => showProgress(head.branch, events, head.events);
  const { events, fault, firstInvalidId, lastHash } = await chains.verify(chain.branchId, progress, until);
  if (fault === null) return [];
  if (fault === 'event') {
    return [`the chain is broken at event ${firstInvalidId ?? ''}, after ${events} that fit`];
  }
  return [
    ...(events === head.events ? [] : [`${events} events up to ${head.lastId}, and ${head.events} were signed`]),
    ...(lastHash === head.lastHash
      ? []
      : [`event ${head.lastId} has the hash ${lastHash ?? 'none'}, and ${head.lastHash ?? 'none'} was signed`]),
    'the log was rewritten, or events were put in or taken out, after this was signed',
  ];
}

runCommand('audit:check', main);
