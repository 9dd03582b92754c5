import { actorOf } from './actors';

describe('who did it, as it is typed', () => {
  const maria = { name: 'María González', email: 'maria.gonzalez@banco.com' };
  const t = ((key: string) => (key === 'auditWho.system' ? 'Sistema' : 'Cliente')) as never;

  it.each([
    [' maría gonzález ', 'maria.gonzalez@banco.com'],
    ['sistema', 'SISTEMA'],
    ['Cliente', 'CLIENTE'],
    ['KIOSK:Kiosko 1', 'KIOSK:Kiosko 1'],
    ['', ''],
  ])('%s is %s in the log', (typed, actor) => {
    expect(actorOf(typed, [maria], t)).toBe(actor);
  });
});
