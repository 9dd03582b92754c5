import type { PrintAnswer } from '@ticketero/contract';
import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Caller, Permit, type Principal } from '../identity/index.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { idParam, referenceParam } from '../platform/http/id-param.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { PrintDto } from './dto.js';
import { PrintSlip } from './print-slip.js';
import { PrintTestPage } from './print-test-page.js';
import { Slips, type PrintingDevice } from './slips.js';

const printing = { name: 'print', perMinute: 30, by: byCaller };

@ApiTags('printing')
@Controller('api')
export class PrintingController {
  constructor(
    private readonly slips: Slips,
    private readonly printSlip: PrintSlip,
    private readonly printTestPage: PrintTestPage,
  ) {}

  /** A kiosk prints on its own printer; staff say on which kiosk's. */
  @Post('tickets/:codigoReferencia/print')
  @HttpCode(200)
  @Permit('tickets:issue')
  @RateLimit(printing)
  @Answers('PrintAnswer', { errors: [404, 409] })
  async print(
    @Param('codigoReferencia') codigoReferencia: string,
    @Body() { deviceId }: PrintDto,
    @Caller() caller: Principal,
  ): Promise<PrintAnswer> {
    const reference = referenceParam(codigoReferencia);
    const wanted = caller.kind === 'device' ? caller.deviceId : (deviceId ?? null);
    const device = wanted === null ? null : await this.device(wanted, caller);
    return { result: await this.printSlip.run(reference, device) };
  }

  @Post('admin/devices/:id/test-page')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Permit('devices:write')
  @RateLimit(printing)
  @Answers('PrintAnswer', { errors: [404] })
  async testPage(@Param('id') id: string, @Caller() caller: Principal): Promise<PrintAnswer> {
    const device = await this.device(idParam(id, 'RECURSO_NO_ENCONTRADO'), caller);
    return { result: await this.printTestPage.run(device) };
  }

  /** Throws RECURSO_NO_ENCONTRADO, and SIN_PERMISO for another branch's. */
  private async device(id: number, caller: Principal): Promise<PrintingDevice> {
    const device = await this.slips.device(id);
    if (!device) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    if (caller.branchId !== null && caller.branchId !== device.branch_id) throw new ProblemError('SIN_PERMISO');
    return device;
  }
}
