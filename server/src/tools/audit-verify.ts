import { clearLine, showProgress, withChains } from './audit-database.js';
import { runCommand } from './command.js';

/**
 * npm run audit:verify (R10): walks every chain of the database. Exit 1, and the id of the first event that does not fit,
 * when one is broken.
 */
async function main(): Promise<void> {
  await withChains(async (chains) => {
    for (const { branchId, branch, length } of await chains.list()) {
      const report = await chains.verify(branchId, (events) => showProgress(branch, events, length));
      const verdict = report.valid
        ? `✓ ${report.events} events, last hash ${report.lastHash ?? 'none'}`
        : report.fault === 'counts'
          ? `✗ ${report.events} events fit, but the search counts others (docs/audit.md, "Is it whole?")`
          : `✗ broken at event ${report.firstInvalidId ?? ''}, after ${report.events} that fit`;
      process.stdout.write(`${clearLine()}${branch.padEnd(12)} ${verdict}\n`);
      if (!report.valid) process.exitCode = 1;
    }
  });
}

runCommand('audit:verify', main);
