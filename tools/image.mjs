// @ts-check
// npm run image: every step of deploy/Dockerfile without Docker, in a clean folder (server/test/processes/image.spec.ts).
import { testsByHand } from './lib/tests-by-hand.mjs';
import { commandLine } from './lib/usage.mjs';

const USAGE = `npm run image

Every step of deploy/Dockerfile without Docker, in a clean folder, and what it makes started: 3 to 6 minutes.
`;

commandLine(USAGE);
process.env['IMAGE_WHOLE'] = '1';

await testsByHand('integration', 'processes/image');
