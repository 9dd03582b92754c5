// @ts-check

/** @typedef {Record<string, any>} Manifest package.json, or its entry in package-lock.json */

const OWN = '@ticketero/';

/**
 * The same package in another version; our own packages belong together.
 * @param {Manifest} manifest
 * @param {string} version
 * @returns {Manifest}
 */
export function manifestOf(manifest, version) {
  const own = (/** @type {Record<string, string>} */ needs) =>
    Object.fromEntries(Object.entries(needs).map(([name, wanted]) => [name, name.startsWith(OWN) ? version : wanted]));
  return Object.fromEntries(
    Object.entries(manifest).map(([key, value]) => {
      if (key === 'version') return [key, version];
      return [key, /^(dev|peer)?dependencies$/i.test(key) ? own(value) : value];
    }),
  );
}

const UNRELEASED = '## [Unreleased]\n';

/**
 * What was under Unreleased, under its version; null when there is nothing.
 * @param {string} text
 * @param {string} version
 * @param {string} date
 */
export function changelogOf(text, version, date) {
  const [before = '', after] = text.split(UNRELEASED);
  const [news = ''] = (after ?? '').split(/^## \[/m);
  if (after === undefined || news.trim() === '') return null;
  return `${before}${UNRELEASED}\n## [${version}] — ${date}\n${after}`;
}

/** Below, at or above zero. @param {string} a @param {string} b */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
