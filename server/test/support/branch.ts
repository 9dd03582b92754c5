import { startApp, type TestApp, type TestAppOptions } from './app.js';
import { newPerson, pairDevice, signIn, type Answer, type TestClient } from './client.js';
import { setSettings } from './rows.js';

export const PHONE = '+56987654321';
export const MINUTE = 60_000;

/** The demo branch with a kiosk in the hall, as most tests begin. */
export interface TestBranch {
  test: TestApp;
  kiosk: TestClient;
  /** A number for a new person. Throws when it is refused. */
  issue(queueType?: string, more?: object): Promise<Answer['body']>;
  /** An advisor who signed in and is AVAILABLE. */
  ready(user: string, moduleNumber?: number): Promise<TestClient>;
}

/** `settings`: of the branch, instead of the defaults (R3 to R9). */
export async function openBranch(settings?: object, options?: TestAppOptions): Promise<TestBranch> {
  const test = await startApp(options);
  if (settings) await setSettings(test, settings);
  const kiosk = await pairDevice(test.url, 'KIOSK');
  return {
    test,
    kiosk,
    async issue(queueType = 'CAJA', more = {}) {
      const answer = await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType, ...more });
      if (answer.status !== 201) throw new Error(`issue: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async ready(user, moduleNumber) {
      const advisor = await signIn(test.url, user);
      const answer = await advisor.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber });
      if (answer.status !== 200) throw new Error(`ready: ${answer.status} ${JSON.stringify(answer.body)}`);
      return advisor;
    },
  };
}
