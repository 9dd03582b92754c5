/** A desk that was fetched, and the state of the socket that was shown when it was asked for. */
export interface Fetched<D> {
  desk: D;
  over: D | null;
}

/** The fetched desk counts until the socket brings anything: what it brings then is newer. */
export function truth<D>(live: D | null, fetched: Fetched<D> | null): D | null {
  return fetched !== null && fetched.over === live ? fetched.desk : live;
}
