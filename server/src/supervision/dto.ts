import {
  BRANCH_STATUSES,
  DESK_RELEASES,
  TICKET_STATUSES,
  type BranchStatus,
  type DeskRelease,
  type TicketStatus,
} from '@ticketero/contract';

import { TransferDto } from '../desks/index.js';
import { ChoiceField, FlagField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { DayPageQueryDto } from '../tickets/index.js';

const WHY = 'El motivo es obligatorio';

export class TicketsQueryDto extends DayPageQueryDto {
  @ChoiceField(TICKET_STATUSES, { optional: true })
  status?: TicketStatus;

  @TextField({ max: 40, optional: true })
  queueType?: string;
}

export class ReasonDto {
  @TextField({ max: 200, required: WHY, free: true })
  reason!: string;
}

export class OptionalReasonDto {
  @TextField({ max: 200, optional: true, free: true })
  reason?: string;
}

export class SupervisorTransferDto extends TransferDto {
  @TextField({ max: 200, optional: true, free: true, description: 'Por qué: solo para la auditoría' })
  reason?: string;
}

/** Why something closes is asked for by the rule itself. */
class SaidDto {
  @TextField({ max: 200, optional: true, free: true, description: 'Lo que muestra el kiosco' })
  text?: string;

  @TextField({ max: 200, optional: true, free: true, description: 'Por qué: para la auditoría; obligatorio al cerrar' })
  reason?: string;
}

export class OpenQueueDto extends SaidDto {
  @FlagField()
  open!: boolean;
}

export class BranchStatusDto extends SaidDto {
  @ChoiceField(BRANCH_STATUSES)
  status!: BranchStatus;
}

export class ReleaseDeskDto {
  @TextField({ max: 10, required: 'Indica el número que está en el puesto', example: 'C05' })
  numero!: string;

  @ChoiceField(DESK_RELEASES, { description: 'Qué pasa con su ticket' })
  ticket!: DeskRelease;

  @TextField({ max: 40, optional: true, description: 'Con TRANSFERIDO: a esta cola; o bien a un asesor' })
  queueType?: string;

  @WholeNumberField({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true, description: 'Solo para este asesor' })
  advisorId?: number;

  @TextField({ max: 100, required: WHY, free: true, example: 'Su equipo no responde' })
  reason!: string;
}
