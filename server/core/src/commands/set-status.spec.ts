import type { BranchSettings } from '../branch/settings.js';
import { aBranch, anAdvisor, aTicket, MINUTE, refusalOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { cancel } from './cancel.js';
import { complete, noShow } from './desk.js';
import { setStatus, type SetStatusInput } from './set-status.js';

const set = (scene: Scene, input: SetStatusInput, advisorId = 1) =>
  scene.run((branch) => setStatus(branch, advisorId, input));

/** Advisor 1 serves C01, advisor 2 is OFFLINE. */
function serving(settings: Partial<BranchSettings> = {}): Scene {
  const scene = new Scene(aBranch({ settings, advisors: [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2)] }));
  scene.issue();
  return scene.later(MINUTE);
}
const idle = (): Scene => new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2)] }));

describe('R7, the table of advisor changes', () => {
  it('R7: AVAILABLE → OFFLINE at once, with the reason', () => {
    const scene = idle().later(MINUTE);
    set(scene, { status: 'OFFLINE', reason: ' almuerzo ' });
    expect(scene.advisor(1)).toMatchObject({
      status: 'OFFLINE',
      statusReason: 'almuerzo',
      statusSince: scene.now,
      offlineAfterCurrent: false,
      moduleNumber: 1,
    });
    expect(scene.changes.events).toEqual([
      {
        eventType: 'ADVISOR_STATUS_CHANGED',
        entityType: 'ADVISOR',
        entityId: '1',
        entityIdentifier: 'Asesor 1',
        bySystem: false,
        oldState: { status: 'AVAILABLE', reason: null, moduleNumber: 1, workloadMinutes: 0 },
        newState: { status: 'OFFLINE', reason: 'almuerzo', moduleNumber: 1, workloadMinutes: 0 },
        data: null,
      },
    ]);
  });

  it.each([undefined, '', '   '])('R7: OFFLINE without a reason (%p) is VALIDACION_FALLIDA', (reason) => {
    const scene = idle();
    const refusal = refusalOf(() => set(scene, { status: 'OFFLINE', reason }));
    expect(refusal.code).toBe('VALIDACION_FALLIDA');
    expect(refusal.details).toEqual({ campos: { reason: expect.any(String) as string } });
    expect(scene.advisor(1).status).toBe('AVAILABLE');
  });

  it('R7: BUSY → OFFLINE with a ticket is ASESOR_CON_TICKET', () => {
    const scene = serving();
    const refusal = refusalOf(() => set(scene, { status: 'OFFLINE', reason: 'almuerzo' }));
    expect(refusal.code).toBe('ASESOR_CON_TICKET');
    expect(refusal.details).toEqual({ numero: 'C01' });
    expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', offlineAfterCurrent: false });
  });

  it.each(['complete', 'noShow', 'cancel'] as const)(
    'R7: BUSY → OFFLINE afterCurrent: OFFLINE when the ticket ends by %s, and nobody is called',
    (how) => {
      const scene = serving();
      const next = scene.issue();
      set(scene, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true });
      expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', offlineAfterCurrent: true, statusReason: 'almuerzo' });
      expect(scene.ticket(1).status).toBe('ATENDIENDO');
      expect(scene.events).toContain('ADVISOR_STATUS_CHANGED');

      scene.later(MINUTE).run((branch) => {
        if (how === 'complete') complete(branch, 1);
        else if (how === 'noShow') noShow(branch, 1);
        else cancel(branch, scene.ticket(1).codigoReferencia, 'se equivocó', true);
      });
      expect(scene.advisor(1)).toMatchObject({
        status: 'OFFLINE',
        statusReason: 'almuerzo',
        statusSince: scene.now,
        offlineAfterCurrent: false,
        workloadMinutes: 0,
      });
      expect(scene.ticket(next).status).toBe('EN_ESPERA');
      expect(scene.events).toContain('ADVISOR_FREED');
    },
  );

  it('R7: the wish to go OFFLINE is taken back with BUSY', () => {
    const scene = serving();
    set(scene, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true });
    set(scene, { status: 'BUSY' });
    expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', offlineAfterCurrent: false, statusReason: null });
    scene.run((branch) => complete(branch, 1));
    expect(scene.advisor(1).status).toBe('AVAILABLE');
  });

  it('R7: afterCurrent without a ticket is OFFLINE at once', () => {
    const scene = idle();
    set(scene, { status: 'OFFLINE', reason: 'capacitación', afterCurrent: true });
    expect(scene.advisor(1)).toMatchObject({ status: 'OFFLINE', offlineAfterCurrent: false });
  });

  it('R7: BUSY (closing) → OFFLINE without a ticket is at once', () => {
    const scene = serving({ assignmentMode: 'onCall' });
    scene.run((branch) => complete(branch, 1));
    expect(scene.advisor(1).status).toBe('BUSY');
    set(scene, { status: 'OFFLINE', reason: 'almuerzo' });
    expect(scene.advisor(1).status).toBe('OFFLINE');
  });

  it('R7: anything → AVAILABLE with a ticket is ASESOR_CON_TICKET', () => {
    const scene = serving();
    expect(refusalOf(() => set(scene, { status: 'AVAILABLE' })).code).toBe('ASESOR_CON_TICKET');
    set(scene, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true });
    expect(refusalOf(() => set(scene, { status: 'AVAILABLE' })).code).toBe('ASESOR_CON_TICKET');
  });

  it.each(['AVAILABLE', 'BUSY'] as const)(
    'R7: a module taken by somebody not OFFLINE is MODULO_OCUPADO for %s',
    (status) => {
      for (const taken of ['AVAILABLE', 'BUSY'] as const) {
        const advisors = [anAdvisor(1, { status: taken }), anAdvisor(2)];
        const scene = new Scene(aBranch({ advisors }));
        const refusal = refusalOf(() => set(scene, { status, moduleNumber: 1 }, 2));
        expect(refusal.code).toBe('MODULO_OCUPADO');
        expect(refusal.details).toEqual({ moduleNumber: 1, by: 'Asesor 1' });
        expect(scene.advisor(2)).toMatchObject({ status: 'OFFLINE', moduleNumber: 2 });
      }
    },
  );

  it('R7: the module of somebody who is OFFLINE is free; who comes back finds it taken', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1), anAdvisor(2)] }));
    set(scene, { status: 'AVAILABLE', moduleNumber: 1 }, 2);
    expect(scene.advisor(2)).toMatchObject({ status: 'AVAILABLE', moduleNumber: 1 });
    expect(refusalOf(() => set(scene, { status: 'AVAILABLE' }, 1)).code).toBe('MODULO_OCUPADO');
    set(scene, { status: 'AVAILABLE', moduleNumber: 2 }, 1);
    expect(scene.advisor(1)).toMatchObject({ status: 'AVAILABLE', moduleNumber: 2 });
  });

  it.each([0, 6, -1, 1.5, NaN])('R7: module %p does not exist: VALIDACION_FALLIDA', (moduleNumber) => {
    const scene = idle();
    const refusal = refusalOf(() => set(scene, { status: 'AVAILABLE', moduleNumber }, 2));
    expect(refusal.code).toBe('VALIDACION_FALLIDA');
    expect(refusal.details).toEqual({ campos: { moduleNumber: 'El módulo debe ser un número de 1 a 5' } });
  });

  it('R7: AVAILABLE without any module is VALIDACION_FALLIDA; the last one is remembered', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { moduleNumber: null })] }));
    expect(refusalOf(() => set(scene, { status: 'AVAILABLE' })).code).toBe('VALIDACION_FALLIDA');
    set(scene, { status: 'AVAILABLE', moduleNumber: 4 });
    set(scene, { status: 'OFFLINE', reason: 'almuerzo' });
    set(scene, { status: 'AVAILABLE' });
    expect(scene.advisor(1)).toMatchObject({ moduleNumber: 4, statusReason: null });
  });

  it('R7: a ready advisor may move to a free module', () => {
    const scene = idle();
    set(scene, { status: 'AVAILABLE', moduleNumber: 5 });
    expect(scene.advisor(1)).toMatchObject({ status: 'AVAILABLE', moduleNumber: 5 });
    expect(scene.events).toEqual(['ADVISOR_STATUS_CHANGED']);
  });
});

describe('setStatus', () => {
  it('R7: becoming AVAILABLE assigns at once', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)], tickets: [aTicket(1)] }));
    set(scene, { status: 'AVAILABLE' });
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1 });
    expect(scene.events).toEqual(['ADVISOR_STATUS_CHANGED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
  });

  it('R7: BUSY by hand means no calls', () => {
    const scene = idle();
    set(scene, { status: 'BUSY' });
    expect(scene.ticket(scene.issue()).status).toBe('EN_ESPERA');
  });

  it('R7: the last one to leave while somebody waits is noted', () => {
    const scene = idle();
    set(scene, { status: 'BUSY' });
    scene.issue();
    expect(scene.events).toEqual(['TICKET_CREADO', 'NO_ADVISORS_AVAILABLE']);
    set(scene, { status: 'OFFLINE', reason: 'almuerzo' });
    expect(scene.events).toEqual(['ADVISOR_STATUS_CHANGED']); // the episode goes on
  });

  it('R10: the same status again changes nothing and is not audited', () => {
    const scene = idle();
    set(scene, { status: 'AVAILABLE' });
    expect(scene.changes).toMatchObject({ visible: false, events: [], advisors: [] });
    set(scene, { status: 'OFFLINE', reason: 'almuerzo' });
    set(scene, { status: 'OFFLINE', reason: 'almuerzo' });
    expect(scene.changes.visible).toBe(false);
    set(scene, { status: 'OFFLINE', reason: 'capacitación' });
    expect(scene.changes.visible).toBe(true);
  });

  it('R14: an unknown advisor is ASESOR_NO_ENCONTRADO', () => {
    expect(refusalOf(() => set(idle(), { status: 'AVAILABLE' }, 42)).code).toBe('ASESOR_NO_ENCONTRADO');
  });
});
