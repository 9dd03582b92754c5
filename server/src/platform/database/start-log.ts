/** Why a PostgreSQL did not start, from all that it wrote: its own reason, and not how it then cleaned up after itself. */
export function reasonOf(log: string): string {
  const lines = log.trim().split('\n');
  const reasons = lines.filter((line) => /\b(FATAL|PANIC):/.test(line));
  return (reasons.length > 0 ? reasons : lines).slice(-3).join(' | ');
}
