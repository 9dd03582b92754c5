import { BRANCH_FILE_FORMAT, type BranchFile } from '@ticketero/contract';

/** What a chosen file holds, as far as a page can tell; the server looks at all of it. Null: it is no file of a branch. */
export function readBranchFile(text: string): BranchFile | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { ticketero, code } = read as Partial<BranchFile>;
  return ticketero === BRANCH_FILE_FORMAT && typeof code === 'string' ? (read as BranchFile) : null;
}
