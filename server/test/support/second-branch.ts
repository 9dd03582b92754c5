import { AdvisorEntity } from '../../src/branches/index.js';
import { UserEntity } from '../../src/identity/index.js';
import type { TestApp } from './app.js';
import { addBranch, row } from './rows.js';

/** The branch NORTE beside the demo's, with people who sign in with the demo's password. */
export async function addSecondBranch(test: TestApp): Promise<{ branchId: number; advisorId: number }> {
  await addBranch(test, 'NORTE');
  const { id: branchId } = await row(test, "select id from branch where code = 'NORTE'");
  const users = test.dataSource.getRepository(UserEntity);
  const { passwordHash } = await users.findOneByOrFail({ email: 'admin@banco.com' });
  const person = (user: string, role: 'ADVISOR' | 'SUPERVISOR' | 'ADMIN') =>
    users.save({ branchId, email: `${user}@banco.com`, name: user, role, passwordHash });
  await person('supervisor.norte', 'SUPERVISOR');
  await person('admin.norte', 'ADMIN');
  const { id: userId, email, name } = await person('asesor.norte', 'ADVISOR');
  const advisor = { branchId, userId, name, email, moduleNumber: 1, queueTypes: ['CAJA'] };
  const { id: advisorId } = await test.dataSource.getRepository(AdvisorEntity).save(advisor);
  return { branchId, advisorId };
}
