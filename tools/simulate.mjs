// npm run simulate: a day of a bank through a server of its own (simulate/args.mjs lists the options).
import { main } from './simulate/run.mjs';

// Not process.exit: what was printed must reach a pipe's other end.
process.exitCode = await main(process.argv.slice(2));
