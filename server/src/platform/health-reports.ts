import { Injectable } from '@nestjs/common';
import type { ComponentHealth } from '@ticketero/contract';

/** What features say about the things they depend on; GET /api/health shows it. */
@Injectable()
export class HealthReports {
  private readonly reports = new Map<string, ComponentHealth>();

  report(component: string, health: ComponentHealth): void {
    this.reports.set(component, health);
  }

  of(component: string): ComponentHealth {
    return this.reports.get(component) ?? { status: 'OFF' };
  }
}
