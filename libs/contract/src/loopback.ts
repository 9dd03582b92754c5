/** The machine itself, as a URL's `hostname` names it: a telephone that opened such an address would find itself (R9). */
export const LOOPBACK_HOST = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;
