import type { Changes } from '../../branch/changes.js';
import type { Tally } from './tally.js';

/** Counts what a step did beyond the types of its events: which command was undone, why somebody was released … */
export function observe({ events }: Changes, tally: Tally): void {
  for (const { eventType, entityType, newState, oldState, data, bySystem } of events) {
    const reason = String(data?.['reason']);
    switch (eventType) {
      case 'COMANDO_DESHECHO':
        if (entityType === 'ADVISOR') tally.add(`undone ${String(data?.['command'])}`);
        break;
      case 'TICKET_DEVUELTO':
        if (bySystem) tally.add(reason.length > 12 ? `released ${reason}` : 'released OFFLINE');
        break;
      case 'TICKET_NO_ATENDIDO':
        if (bySystem) tally.add(`no-show ${reason}`);
        break;
      case 'TICKET_TRANSFERIDO':
        tally.add(newState?.['reservedAdvisorId'] ? 'reserved for a person' : 'transferred to a queue');
        break;
      case 'TICKET_CANCELADO':
        tally.add(oldState?.['status'] === 'ATENDIENDO' ? 'cancelled at the desk' : `cancelled ${reason}`);
        break;
      case 'ADVISOR_FREED':
        if (newState?.['status'] === 'OFFLINE') tally.add('drained');
        break;
      default:
        break;
    }
  }
}
