import { BranchDirectory } from '../../../src/branches/index.js';
import { startApp, PASSWORD, type TestApp } from '../app.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from '../client.js';
import type { Route } from '../contract.js';
import { rows } from '../rows.js';
import type { Known } from './requests.js';

const SECOND = 1_000;
const CENTRO_ADMIN = 'admin.centro';
/** Nobody works there: they are changed, copied and disabled. */
const BRANCHES = ['FUZZ-1', 'FUZZ-2', 'FUZZ-3'];
const QUEUES: Record<string, Known> = {
  POST: { 'body.queueType': ['FUZZ_A', 'FUZZ_B', 'FUZZ_D', 'FUZZ_F'], 'body.prefix': [...'ABDFHJKLMN'] },
  DELETE: { type: ['GERENCIA', 'NADA'] },
};

/** A branch at work, with something to name for every route, again and again: what is tried uses it up. */
export class FuzzWorld {
  private readonly people = new Map<string, TestClient>();
  private readonly devices = new Map<'KIOSK' | 'DISPLAY', TestClient>();
  private tickets: string[] = [];
  private known: Known = {};
  private stuck: Known = {};
  private ids: Record<string, string[]> = {};
  /** Refresh cookies that were not used yet. One that is used twice ends its session, as it must. */
  private cookies: string[] = [];

  private constructor(readonly test: TestApp) {}

  static async open(): Promise<FuzzWorld> {
    // With limits, so that the doors that count look at these requests too; too high to be reached.
    return new FuzzWorld(await startApp({ config: { rateLimitFactor: 1_000_000 } }));
  }

  /** Before each part of a run. */
  async prepare(): Promise<void> {
    this.test.clock.advance(10 * SECOND);
    await rows(
      this.test,
      `insert into app_user (email, name, role, branch_id, password_hash)
       select '${CENTRO_ADMIN}@banco.com', 'Admin', 'ADMIN', id, '' from branch where code = 'CENTRO' on conflict do nothing`,
    );
    await rows(
      this.test,
      `update app_user set password_hash = (select password_hash from app_user where email = 'admin@banco.com')`,
    );
    for (const who of ['maria.gonzalez', 'luis.perez', 'carmen.silva', 'supervisor', 'admin', CENTRO_ADMIN])
      await this.personAtWork(who);
    for (const kind of ['KIOSK', 'DISPLAY'] as const) await this.deviceAtWork(kind);
    await this.clearTheHall();
    await this.fillTheHall();
    await this.makeDevices();
    await this.hirePeople();
    await this.openBranches();
    await this.loseMessages();
    await this.raiseAlerts();
    this.cookies = [];
    for (let i = 0; i < 6; i++) this.cookies.push(await this.newCookie());
    for (let i = 0; i < 3; i++) await signIn(this.test.url, 'maria.gonzalez'); // other browsers, to be signed out
    const sessions = (await this.people.get('maria.gonzalez')?.send('GET', '/api/auth/sessions'))?.body.sessions ?? [];
    this.ids['/api/auth/sessions'] = sessions
      .filter(({ current }: { current: boolean }) => !current)
      .map(({ id }: { id: string }) => id);
    const advisors = await rows(this.test, "select id from advisor where email not like 'maria%' order by id");
    this.ids['/api/admin/advisors'] = this.ids['/api/admin/audit/advisor'] = advisors.map(({ id }) => String(id));
    Object.assign(this.known, {
      numero: ['C01', 'C03', 'c02', 'Z99'],
      type: ['CAJA', 'GERENCIA', 'CAJA', 'NADA'],
      nationalId: ['12345678-9', '12.345.678'],
      // Not the devices that ask: without them the rest of the run would be 401s.
      id: ['999999999'],
      email: ['carlos.rodriguez@banco.com'],
      username: ['carlos.rodriguez'],
      password: [PASSWORD],
      currentPassword: [PASSWORD],
      newPassword: ['otra-clave-muy-larga'],
    });
  }

  /** What names something in this route. */
  knownFor({ path, method }: Route): Known {
    const place = Object.keys(this.ids).find((prefix) => path.startsWith(prefix));
    const known: Known = { ...this.known, ...(place ? { id: [...(this.ids[place] ?? []), '999999999'] } : {}) };
    if (path.startsWith('/api/admin/branches')) known['code'] = BRANCHES;
    if (path.startsWith('/api/admin/queues')) Object.assign(known, QUEUES[method] ?? {});
    if (path.endsWith('/release')) Object.assign(known, this.stuck);
    if (path.startsWith('/api/admin/roles')) known['name'] = ['DISPLAY'];
    if (/\/auth\/(refresh|logout)$/.test(path)) known['cookie'] = ['fresh'];
    return known;
  }

  /** Who gets past the doors of this route, so that what lies behind them is tried. */
  tokensFor({ path }: Route): string[] {
    const token = (who: string): string => this.people.get(who)?.token ?? '';
    const device = (kind: 'KIOSK' | 'DISPLAY'): string => this.devices.get(kind)?.token ?? '';
    if (path === '/api/auth/change-password') return [token('luis.perez')];
    if (path === '/api/auth/logout-everywhere') return [token('carmen.silva')];
    if (path === '/api/auth/telegram') return [token('supervisor')];
    if (path.startsWith('/api/advisor') || path.startsWith('/api/auth')) return [token('maria.gonzalez')];
    if (/^\/api\/admin\/(branches|database|roles)/.test(path)) return [token('admin')];
    // There are several branches: who names none means their own.
    if (path.startsWith('/api/admin')) return [token(CENTRO_ADMIN)];
    if (path === '/api/board') return [device('DISPLAY'), token('supervisor')];
    return [device('KIOSK'), token('supervisor')];
  }

  nextCookie(): string {
    return this.cookies.pop() ?? '';
  }

  /** A ticket that a request made: it leaves with the next part, or the hall would fill up. */
  note(codigoReferencia: unknown): void {
    if (typeof codigoReferencia === 'string') this.tickets.push(codigoReferencia);
  }

  private kiosk(): TestClient {
    const kiosk = this.devices.get('KIOSK');
    if (!kiosk) throw new Error('no kiosk');
    return kiosk;
  }

  private async personAtWork(who: string): Promise<void> {
    const before = this.people.get(who);
    const still = before && (await before.send('GET', '/api/auth/me')).status === 200;
    if (!still) this.people.set(who, await signIn(this.test.url, who));
  }

  private async deviceAtWork(kind: 'KIOSK' | 'DISPLAY'): Promise<void> {
    const before = this.devices.get(kind);
    const still = before && (await before.send('GET', '/api/tickets/C01/position')).status !== 401;
    if (!still) this.devices.set(kind, await pairDevice(this.test.url, kind));
  }

  private async clearTheHall(): Promise<void> {
    for (const ticket of this.tickets) await client(this.test.url).send('DELETE', `/api/tickets/${ticket}`);
    this.tickets = [];
  }

  private async fillTheHall(): Promise<void> {
    await rows(this.test, `update queue set enabled = true, daily_cap = null`);
    await rows(this.test, `update branch set status = 'OPEN'`);
    await this.people
      .get('maria.gonzalez')
      ?.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 3 });
    for (let i = 0; i < 8; i++) {
      const ticket = { nationalId: newPerson(), queueType: 'CAJA', ...(i < 3 ? { telefono: '+56912345678' } : {}) };
      this.note((await this.kiosk().send('POST', '/api/tickets', ticket)).body.codigoReferencia);
    }
    this.known['codigoReferencia'] = [...this.tickets];
    await this.leaveADeskStuck();
  }

  /** Somebody with a customer, to be sent away with everything. */
  private async leaveADeskStuck(): Promise<void> {
    const ana = await signIn(this.test.url, 'ana.martinez');
    await ana.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 5 });
    const ticket = { nationalId: newPerson(), queueType: 'EMPRESAS' };
    this.note((await this.kiosk().send('POST', '/api/tickets', ticket)).body.codigoReferencia);
    const { advisor, current } = (await ana.send('GET', '/api/advisor/desk')).body;
    this.stuck = { id: [String(advisor.id)], numero: [String(current?.numero)] };
  }

  /** Some to be revoked, and some codes to be typed once. */
  private async makeDevices(): Promise<void> {
    const made = [];
    for (let i = 0; i < 6; i++) {
      const device = { kind: 'KIOSK', name: `de paso ${i}`, branchOffice: 'CENTRO' };
      made.push((await this.people.get('admin')?.send('POST', '/api/admin/devices', device))?.body);
    }
    this.ids['/api/admin/devices'] = made.slice(0, 3).map(({ id }) => String(id));
    this.known['pairingCode'] = made.slice(3).map(({ pairingCode }) => String(pairingCode));
  }

  /** Some to be renamed, moved and sent away. */
  private async hirePeople(): Promise<void> {
    const hired = [];
    for (let i = 0; i < 3; i++) {
      const person = { email: `de.paso.${newPerson()}@banco.com`, name: `De Paso ${i}`, role: 'SUPERVISOR' };
      const made = await this.people
        .get('admin')
        ?.send('POST', '/api/admin/users', { ...person, branchOffice: 'CENTRO' });
      hired.push(String(made?.body.user.id));
    }
    this.ids['/api/admin/users'] = hired;
  }

  /** More wait than a queue of one is meant for. */
  private async raiseAlerts(): Promise<void> {
    await rows(this.test, `update queue set alert_waiting = 1 where queue_type = 'CAJA'`);
    this.test.app.get(BranchDirectory).forget();
    const ticket = { nationalId: newPerson(), queueType: 'CAJA' };
    this.note((await this.kiosk().send('POST', '/api/tickets', ticket)).body.codigoReferencia);
    await this.test.turn('alerts');
    const raised = await rows(this.test, 'select id from alert order by id desc limit 5');
    if (raised.length === 0) throw new Error('no alert was raised, so none can be acknowledged');
    this.ids['/api/admin/alerts'] = raised.map(({ id }) => String(id));
  }

  private async openBranches(): Promise<void> {
    await rows(
      this.test,
      `insert into branch (code, name) select code, 'Sucursal ' || code from unnest($1::text[]) code on conflict do nothing`,
      [BRANCHES],
    );
    await rows(this.test, `update branch set active = true, opening_hours = null, module_count = 5, settings = '{}'`);
    await rows(this.test, `delete from queue where queue_type like 'FUZZ%'`);
    this.test.app.get(BranchDirectory).forget();
  }

  private async loseMessages(): Promise<void> {
    const lost = await rows(
      this.test,
      `update mensaje set estado_envio = 'FALLIDO', intentos = 4, error_message = 'ERROR_DE_TELEGRAM'
       where id in (select m.id from mensaje m join ticket t on t.id = m.ticket_id
         where (t.status, m.plantilla) in (('EN_ESPERA', 'totem_ticket_creado'), ('PROXIMO', 'totem_proximo_turno'))
           or (t.status = 'ATENDIENDO' and t.started_at is null and m.plantilla = 'totem_es_tu_turno')) returning id`,
    );
    const before = this.ids['/api/admin/messages'] ?? [];
    this.ids['/api/admin/messages'] = lost.length > 0 ? lost.map(({ id }) => String(id)) : before;
  }

  private async newCookie(): Promise<string> {
    const body = { email: 'ana.martinez@banco.com', password: PASSWORD };
    const answer = await client(this.test.url).send('POST', '/api/auth/login', body);
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }
}
