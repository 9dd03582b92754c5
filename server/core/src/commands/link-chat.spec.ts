import { aBranch, anAdvisor, aTicket, referenceOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { Refusal } from '../refusal.js';
import { cancel } from './cancel.js';
import { linkChat, unlinkChat } from './link-chat.js';
import { recalculate } from './recalculate.js';

const scene = (patch = {}) =>
  new Scene(aBranch({ revision: 1, tickets: [aTicket(1, patch)], advisors: [anAdvisor(1)] }));

describe('linkChat', () => {
  it('R9: a chat linked later gets the rows then, planned by the present estimate', () => {
    const one = scene({ estimatedWaitMinutes: 25, positionInQueue: 5 });
    one.run((branch) => linkChat(branch, referenceOf(1)));
    expect(one.ticket(1)).toMatchObject({ linked: true, messagesPlanned: true });
    expect(one.messages('plan')).toHaveLength(3);
    expect(one.changes.messages.map(({ ready, dueAt }) => [ready, (dueAt - one.now) / 60_000])).toEqual([
      [true, 0],
      [false, 10],
      [false, 25],
    ]);
    expect(one.changes.events).toEqual([
      expect.objectContaining({ eventType: 'TELEGRAM_VINCULADO', entityIdentifier: 'C01', bySystem: false }),
    ]);
  });

  it('R9: a phone’s rows that waited for their chat are ready, once', () => {
    const one = scene({ messagesPlanned: true });
    one.run((branch) => linkChat(branch, referenceOf(1)));
    expect(one.messages('plan')).toEqual([]);
    expect(one.messages('due')).toEqual(['1 totem_ticket_creado']);
    one.run((branch) => linkChat(branch, referenceOf(1)));
    expect(one.changes.messages).toEqual([]);
    one.run(recalculate);
    expect(one.changes.messages).toMatchObject([{ template: 'totem_proximo_turno', ready: true }]);
  });

  it('R9: a chat that is gone: what is left waits until another is linked', () => {
    const one = scene({ messagesPlanned: true, linked: true });
    one.run(recalculate);
    one.run((branch) => unlinkChat(branch, referenceOf(1)));
    expect(one.changes.messages.map(({ effect, ready }) => `${effect} ${ready}`)).toEqual(['due false', 'due false']);
    expect(one.events).toEqual(['TELEGRAM_DESVINCULADO']);
    one.run((branch) => unlinkChat(branch, referenceOf(1)));
    expect(one.changes).toMatchObject({ visible: false });
    one.run((branch) => linkChat(branch, referenceOf(1)));
    expect(one.changes.messages.map(({ effect, ready }) => `${effect} ${ready}`)).toEqual(['due true', 'due true']);
  });

  it('R9: an ended ticket is linked to nothing', () => {
    const one = scene();
    expect(() => one.run((branch) => linkChat(branch, referenceOf(9)))).toThrow(Refusal);
    expect(() =>
      one.run((branch) => {
        cancel(branch, referenceOf(1), 'CLIENTE', false);
        linkChat(branch, referenceOf(1));
      }),
    ).toThrow(Refusal);
  });
});
