import { createRequire } from 'node:module';
import { inspect, types } from 'node:util';
import { runInThisContext } from 'node:vm';

import OneRealm from './lib/jest-realm/environment.cjs';
import typescript from 'typescript';

describe('the realm of the tests', () => {
  it('is Node’s own: an array, an error and a date of it are those of the tests', () => {
    expect(runInThisContext('[Array, Error, Date, Map, Uint8Array]')).toEqual([Array, Error, Date, Map, Uint8Array]);
    expect(runInThisContext('globalThis')).toBe(globalThis);
  });

  it('loads a package once, as Node does', () => {
    expect(createRequire(__filename)('typescript')).toBe(typescript);
  });

  it('takes back what a test file leaves behind', async () => {
    const realm = new OneRealm({ projectConfig: {} } as never);
    const { console: consoleBefore } = globalThis;
    Object.assign(globalThis, { console: null, leftBehind: 1 });
    Object.assign(process.env, { LEFT_BEHIND: '1', PATH: '' });
    await realm.teardown();
    expect(globalThis.console).toBe(consoleBefore);
    expect(globalThis).not.toHaveProperty('leftBehind');
    expect(process.env).not.toHaveProperty('LEFT_BEHIND');
    expect(process.env['PATH']).not.toBe('');
    expect(types.isProxy(globalThis)).toBe(false);
    expect(inspect(new Error('here'))).toContain('jest-realm.spec.ts:');
  });
});
