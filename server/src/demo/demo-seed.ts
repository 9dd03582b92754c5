import { hash } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';

import { AdvisorEntity, BranchEntity, QueueEntity, REFERENCE_QUEUES } from '../branches/index.js';
import { DeviceEntity, UserEntity } from '../identity/index.js';

export const DEMO_BRANCH = 'CENTRO';

export const DEMO_ADVISORS = [
  { name: 'María González', user: 'maria.gonzalez', moduleNumber: 3, queueTypes: ['PERSONAL_BANKER', 'CAJA'] },
  { name: 'Carlos Rodríguez', user: 'carlos.rodriguez', moduleNumber: 1, queueTypes: ['CAJA', 'PERSONAL_BANKER'] },
  { name: 'Ana Martínez', user: 'ana.martinez', moduleNumber: 5, queueTypes: ['EMPRESAS', 'GERENCIA'] },
  { name: 'Luis Pérez', user: 'luis.perez', moduleNumber: 2, queueTypes: ['CAJA', 'PERSONAL_BANKER'] },
  {
    name: 'Carmen Silva',
    user: 'carmen.silva',
    moduleNumber: 4,
    queueTypes: ['EMPRESAS', 'GERENCIA', 'PERSONAL_BANKER'],
  },
];

export const demoEmail = (user: string): string => `${user}@banco.com`;

/** The demo branch of CONTRACT.md. Does nothing where it is already; safe when two processes start at once. */
export async function seedDemo(dataSource: DataSource, password: string): Promise<void> {
  if (await dataSource.getRepository(BranchEntity).existsBy({ code: DEMO_BRANCH })) return;
  const passwordHash = await hash(password); // one hash for all: they share the password
  await dataSource.transaction(async (manager) => {
    await manager.query("select pg_advisory_xact_lock(hashtext('seed-demo'))");
    if (await manager.existsBy(BranchEntity, { code: DEMO_BRANCH })) return;
    await seed(manager, passwordHash);
  });
}

async function seed(manager: EntityManager, passwordHash: string): Promise<void> {
  const branch = await manager.save(BranchEntity, {
    code: DEMO_BRANCH,
    name: 'Sucursal Centro',
    timeZone: 'America/Santiago',
    moduleCount: 5,
    settings: {},
    openingHours: null,
    status: 'OPEN' as const,
    notice: null,
  });
  const branchId = branch.id;
  await manager.insert(
    QueueEntity,
    REFERENCE_QUEUES.map((queue) => ({ ...queue, branchId })),
  );
  for (const { name, user, moduleNumber, queueTypes } of DEMO_ADVISORS) {
    const email = demoEmail(user);
    const saved = await manager.save(UserEntity, { branchId, email, name, role: 'ADVISOR' as const, passwordHash });
    await manager.insert(AdvisorEntity, { branchId, userId: saved.id, name, email, moduleNumber, queueTypes });
  }
  await manager.save(UserEntity, [
    { branchId, email: demoEmail('supervisor'), name: 'Patricia Rojas', role: 'SUPERVISOR' as const, passwordHash },
    { branchId: null, email: demoEmail('admin'), name: 'Administración', role: 'ADMIN' as const, passwordHash },
  ]);
  await manager.insert(DeviceEntity, [
    { branchId, kind: 'KIOSK', name: 'Kiosko demo', demo: true },
    { branchId, kind: 'DISPLAY', name: 'Pantalla demo', demo: true },
  ]);
}
