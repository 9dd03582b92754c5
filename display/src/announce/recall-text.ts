/** The first recall is the second call. Beyond the ones with a word of their own they are counted. */
export function recallText(recallCount: number): { key: string; count: number } {
  const key = recallCount <= 3 ? `recall.${recallCount}` : 'recall.more';
  return { key, count: recallCount + 1 };
}
