/** Something the person at the keyboard can mend: said in one line, without a stack, and the run ends with 1. */
export class Failure extends Error {}

/** … in what was asked for: the run did not begin, and ends with 2. */
export class Misuse extends Failure {}
