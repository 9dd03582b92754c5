// The longest takes two minutes beside the others of a whole run, and that machine may give half of its cores to somebody else.
// Whatever must come sooner says so itself.
jest.setTimeout(600_000);
