import type { Desk } from '@ticketero/contract';
import { ApiError, type Api } from '@ticketero/realtime-client';

/**
 * Before an advisor signs out: with a customer in hand they stay; otherwise the desk goes OFFLINE first, or the next
 * customer would be called to an empty chair.
 */
export async function leaveDesk(api: Api): Promise<'left' | 'has-ticket'> {
  try {
    const desk = await api.call<Desk>('GET', '/api/advisor/desk');
    if (desk.current) return 'has-ticket';
    if (desk.advisor.status !== 'OFFLINE') {
      await api.call('PUT', '/api/advisor/status', { body: { status: 'OFFLINE', reason: 'FIN_DE_TURNO' } });
    }
    return 'left';
  } catch (error) {
    // A customer was called in this very moment. Anything else must not keep somebody from signing out.
    return error instanceof ApiError && error.problem.error === 'ASESOR_CON_TICKET' ? 'has-ticket' : 'left';
  }
}
