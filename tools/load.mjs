// npm run load: a day of a whole bank through a server of its own, and more until it breaks (load/args.mjs lists the options).
import { followParent, followReader } from './lib/follow-parent.mjs';
import { main } from './load/run.mjs';

followParent();
followReader();
// Not process.exit: what was printed must reach a pipe's other end.
process.exitCode = await main(process.argv.slice(2));
