export { DEMO_ADVISORS, DEMO_BRANCH, demoEmail, seedDemo } from './demo-seed.js';
export { DemoModule } from './demo.module.js';
