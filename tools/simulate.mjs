// npm run simulate: a day of a bank through a server of its own (simulate/args.mjs lists the options).
import { followParent, followReader } from './lib/follow-parent.mjs';
import { main } from './simulate/run.mjs';

followParent();
followReader();
// Not process.exit: what was printed must reach a pipe's other end.
process.exitCode = await main(process.argv.slice(2));
