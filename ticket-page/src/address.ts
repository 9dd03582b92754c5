const REFERENCE = /\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/i;

/** The ticket that this page's address names, or null when it names none: then there is nothing to ask the server. */
export function codeFrom(pathname: string): string | null {
  return REFERENCE.exec(pathname)?.[1]?.toLowerCase() ?? null;
}
