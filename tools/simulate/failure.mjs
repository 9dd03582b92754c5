/** Something the person at the keyboard can mend: said in one line, without a stack, and the run ends with 1. */
export class Failure extends Error {}
