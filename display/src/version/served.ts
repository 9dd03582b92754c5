const FILES = /(?:src|href)="([^"]*\/assets\/[^"]+)"/g;

/** The built files that a page names, in one word: another build names others. Null for a page that names none. */
export function buildOf(html: string): string | null {
  const names = [...html.matchAll(FILES)].map(([, name = '']) => name.slice(name.lastIndexOf('/') + 1));
  return names.length === 0 ? null : [...new Set(names)].sort().join(' ');
}

/**
 * The build that the screen shall load itself anew for; null: it is what the server has, as far as anybody can tell. A
 * reload that did not help (`reloadedFor`) is not tried again for the same build.
 */
export function reloadFor(own: string | null, served: string | null, reloadedFor: string | null): string | null {
  if (own === null || served === null || own === served) return null;
  return served === reloadedFor ? null : served;
}
