import type { Answer, TestClient } from '../support/client.js';
import type { Row } from '../support/rows.js';
import type { Command, Told } from './told.js';

const CONFIGURED = { event: 'CONFIG_CAMBIADA', by: 'admin@banco.com' };
const ANOTHER_QUEUE = {
  ...{ queueType: 'JOVEN', displayName: 'Joven', prefix: 'J', priority: 2 },
  ...{ averageTimeMinutes: 5, targetWaitMinutes: 15 },
};
/** The branch, then its four queues. */
const newBranch = (facts: object, letters: string): Told[] => [
  { ...CONFIGURED, old: null, new: facts },
  ...[...letters].map((prefix) => ({ ...CONFIGURED, old: null, new: { prefix, enabled: true } })),
];

/** The commands of an ADMIN that configure a branch. `good`: the answer to a request that must not be refused. */
export const configuring = (
  admin: () => TestClient,
  good: (answer: Promise<Answer>) => Promise<Row>,
): Record<string, () => Promise<Command>> => ({
  'PUT /api/admin/queues/{type}': async () => ({
    act: () => good(admin().send('PUT', '/api/admin/queues/CAJA?branchOffice=CENTRO', { alertWaiting: 12 })),
    told: [
      {
        ...{ event: 'CONFIG_CAMBIADA', by: 'admin@banco.com' },
        ...{ old: { alertWaiting: 15 }, new: { alertWaiting: 12 } },
      },
    ],
  }),
  'DELETE /api/admin/queues/{type}': async () => ({
    act: () => good(admin().send('DELETE', '/api/admin/queues/CAJA?branchOffice=CENTRO')),
    told: [{ ...CONFIGURED, old: { enabled: true }, new: { enabled: false } }],
  }),
  'POST /api/admin/queues': async () => ({
    act: () => good(admin().send('POST', '/api/admin/queues?branchOffice=CENTRO', ANOTHER_QUEUE)),
    told: [{ ...CONFIGURED, old: null, new: { prefix: 'J', averageTimeMinutes: 5, dailyCap: null } }],
  }),
  'PUT /api/admin/branches/{code}': async () => ({
    act: () => good(admin().send('PUT', '/api/admin/branches/CENTRO', { moduleCount: 6 })),
    told: [{ ...CONFIGURED, old: { moduleCount: 5 }, new: { moduleCount: 6 } }],
  }),
  'DELETE /api/admin/branches/{code}': async () => ({
    act: () => good(admin().send('DELETE', '/api/admin/branches/CENTRO')),
    told: [{ ...CONFIGURED, old: { active: true }, new: { active: false } }],
  }),
  'POST /api/admin/branches': async () => ({
    act: () => good(admin().send('POST', '/api/admin/branches', { code: 'SUR', name: 'Sucursal Sur' })),
    told: newBranch({ code: 'SUR', name: 'Sucursal Sur', 'settings.recallMax': 3 }, 'CPEG'),
  }),
  'POST /api/admin/branches/{code}/copy': async () => ({
    act: () => good(admin().send('POST', '/api/admin/branches/CENTRO/copy', { code: 'SUR', name: 'Sucursal Sur' })),
    told: newBranch({ code: 'SUR', name: 'Sucursal Sur', 'settings.recallCooldownSeconds': 0 }, 'CEGP'),
  }),
  'POST /api/admin/branches/import': async () => {
    const file = await good(admin().send('GET', '/api/admin/branches/CENTRO/export'));
    file['moduleCount'] = 8;
    file['queues'][0]['alertWaiting'] = 3;
    return {
      act: () => good(admin().send('POST', '/api/admin/branches/import', { file, dryRun: false })),
      told: [
        { ...CONFIGURED, old: { moduleCount: 5 }, new: { moduleCount: 8 } },
        { ...CONFIGURED, old: { alertWaiting: 15 }, new: { alertWaiting: 3 } },
      ],
    };
  },
  'POST /api/admin/telegram/test': async () => ({
    act: () => good(admin().send('POST', '/api/admin/telegram/test', {})),
    told: 'a message to whoever asked for it: nothing of the branch has changed',
  }),
});
