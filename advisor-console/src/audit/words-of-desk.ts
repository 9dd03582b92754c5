import { fieldValue } from './field-words';
import type { Told } from './words-of-staff';

/** What the server calls the reason when nobody gave one. */
const UNDONE = 'COMANDO_DESHECHO';
const RESERVATION_OVER = 'RESERVA_VENCIDA';

const advisorName = ({ reader }: Told, id: number): string => reader.names.advisor(id) ?? String(id);

/** Into another queue, to one advisor alone, or out of a reservation back into its own queue (R4, R7). */
export function transferred(told: Told): string {
  const { say, before, after, data, reader } = told;
  const [from, to] = [before.text('queueType'), after.text('queueType')];
  const holder = before.number('reservedAdvisorId');
  const id = after.number('reservedAdvisorId');
  const named = data.text('reservedFor');
  const reserved = named ?? (id === null ? null : advisorName(told, id));
  const note = data.text('note');
  const why = data.text('reason');
  const details = [note !== null && say('note', { note }), why !== null && fieldValue(reader, 'reason', why)];

  if (from !== null && to !== null && from !== to) {
    const names = { from: reader.names.queue(from), to: reader.names.queue(to) };
    return told.with(say('TICKET_TRANSFERIDO.queue', names), [
      reserved !== null && say('reserved', { advisor: reserved }),
      ...details,
    ]);
  }
  if (reserved !== null) return told.with(say('TICKET_TRANSFERIDO.advisor', { advisor: reserved }), details);
  if (holder !== null) {
    const names = { advisor: advisorName(told, holder), queue: to === null ? '' : reader.names.queue(to) };
    return told.with(say('TICKET_TRANSFERIDO.released', names), details);
  }
  return told.with(say('TICKET_TRANSFERIDO.plain'), details);
}

/** By an advisor; or by the system, when what it waited for is over (R7) or its call was undone (R4). */
export function returned(told: Told): string {
  const { say, before, data, reader } = told;
  const why = data.text('reason');
  if (why === UNDONE) return say('TICKET_DEVUELTO.undone');
  const holder = before.number('reservedAdvisorId');
  if (holder !== null) {
    const advisor = advisorName(told, holder);
    if (why === RESERVATION_OVER) return say('TICKET_DEVUELTO.overdue', { advisor });
    const details = why === null || why === 'OFFLINE' ? [] : [fieldValue(reader, 'reason', why)];
    return told.with(say('TICKET_DEVUELTO.left', { advisor }), details);
  }
  const places = data.number('afterPlaces');
  const minutes = data.number('afterMinutes');
  const position = data.number('positionInQueue');
  return told.with(say('TICKET_DEVUELTO.plain'), [
    places !== null && say('afterPlaces', { count: places }),
    minutes !== null && say('afterMinutes', { minutes }),
    places === null && minutes === null && why === null && say('keepsPlace'),
    position !== null && say('place', { position }),
    why !== null && fieldValue(reader, 'reason', why),
  ]);
}

/** On the ticket that it was about, and on the desk. */
export function undone(told: Told): string {
  const { say, record, data, reader } = told;
  const command = data.text('command');
  const numero = data.text('numero');
  if (command === null) return say('COMANDO_DESHECHO.plain');
  const what = fieldValue(reader, 'command', command);
  const about = numero !== null && numero !== record.entityIdentifier ? ` (${numero})` : '';
  return say('COMANDO_DESHECHO.of', { what: `${what}${about}` });
}
