/**
 * What `answer` brings, or what `late` says after `ms` real ms: nobody waits longer. The answer may come all the same, and
 * fail unheard. Throws what the answer throws, or `late`.
 */
export async function within<T, L>(ms: number, answer: Promise<T>, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((done) => (timer = setTimeout(done, ms))).then(late);
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}
