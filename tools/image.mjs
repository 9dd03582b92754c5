// @ts-check
// npm run image: every step of deploy/Dockerfile without Docker, in a clean folder (server/test/processes/image.spec.ts).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { jest } from './lib/jest.mjs';
import { commandLine } from './lib/usage.mjs';

const USAGE = `npm run image

Every step of deploy/Dockerfile without Docker, in a clean folder, and what it makes started: 3 to 6 minutes.
`;

commandLine(USAGE);
process.env['IMAGE_WHOLE'] = '1';

followParent();
await ensureInstalled();
if (!(await build())) process.exit(1);
const { code } = await jest(['--selectProjects', 'integration', '--testPathPatterns', 'processes/image']);
process.exitCode = code;
