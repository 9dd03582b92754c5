const FILES = /(?:src|href)="([^"]*\/assets\/[^"]+)"/g;

/** The built files that a page names, in one word: another build names others. Null for a page that names none. */
export function buildOf(html: string): string | null {
  const names = [...html.matchAll(FILES)].map(([, name = '']) => name.slice(name.lastIndexOf('/') + 1));
  return names.length === 0 ? null : [...new Set(names)].sort().join(' ');
}

export interface Version {
  build: string | null;
  /** Of the bank's look. */
  brand: string | null;
}

/**
 * What the screen shall load itself anew for; null: it is what the server has, as far as anybody can tell. A reload that did
 * not help (`reloadedFor`) is not tried again for the same version.
 */
export function reloadFor(own: Version, served: Version, reloadedFor: string | null): string | null {
  const built = own.build !== null && served.build !== null && own.build !== served.build;
  const dressed = served.brand !== null && own.brand !== served.brand;
  const version = `${served.build} ${served.brand}`;
  return (built || dressed) && version !== reloadedFor ? version : null;
}
