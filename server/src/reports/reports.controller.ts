import type { ArrivalsReport, Language, Report } from '@ticketero/contract';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Caller, Permit, type Principal } from '../identity/index.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { CSV_TYPE } from '../platform/http/csv.js';
import { byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { Arrivals } from './arrivals.js';
import { ArrivalsFileDto, ArrivalsQueryDto, ReportFileDto, ReportQueryDto } from './dto.js';
import { csvOf, xlsxOf } from './files.js';
import { Reports } from './reports.js';
import { aboutTable, arrivalsMap, arrivalsTable, reportTable } from './tables.js';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DEFAULT_LANGUAGE: Language = 'es';

/** What happened on the days that are over, and today so far: for screens, and as files for a spreadsheet. */
@ApiTags('reports')
@Controller('api/admin/reports')
@Permit('reports:read')
@RateLimit({ name: 'reports', perMinute: 60, by: byCaller })
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly arrivals: Arrivals,
  ) {}

  @Get()
  @Answers('Report', { errors: [404] })
  async report(@Query() query: ReportQueryDto, @Caller() caller: Principal): Promise<Report> {
    return this.reports.of(caller.branchId, query);
  }

  @Get('csv')
  @Header('cache-control', 'no-store')
  @AnswersFile('text/csv', { errors: [404] })
  async reportCsv(@Query() query: ReportFileDto, @Caller() caller: Principal): Promise<StreamableFile> {
    const report = await this.reports.of(caller.branchId, query);
    const text = csvOf(reportTable(report, query.language ?? DEFAULT_LANGUAGE));
    return attached(`informe-${report.by}`, report, 'csv', Buffer.from(text));
  }

  @Get('xlsx')
  @Header('cache-control', 'no-store')
  @AnswersFile(XLSX_TYPE, { errors: [404] })
  async reportXlsx(@Query() query: ReportFileDto, @Caller() caller: Principal): Promise<StreamableFile> {
    const report = await this.reports.of(caller.branchId, query);
    const language = query.language ?? DEFAULT_LANGUAGE;
    const file = await xlsxOf([reportTable(report, language), aboutTable(report, language, report.advisorName)]);
    return attached(`informe-${report.by}`, report, 'xlsx', file);
  }

  /** When people come: mean arrivals by weekday and hour on the branch's clock. */
  @Get('arrivals')
  @Answers('ArrivalsReport', { errors: [404] })
  async heatMap(@Query() query: ArrivalsQueryDto, @Caller() caller: Principal): Promise<ArrivalsReport> {
    return this.arrivals.of(caller.branchId, query);
  }

  @Get('arrivals/csv')
  @Header('cache-control', 'no-store')
  @AnswersFile('text/csv', { errors: [404] })
  async heatMapCsv(@Query() query: ArrivalsFileDto, @Caller() caller: Principal): Promise<StreamableFile> {
    const report = await this.arrivals.of(caller.branchId, query);
    const text = csvOf(arrivalsTable(report, query.language ?? DEFAULT_LANGUAGE));
    return attached('llegadas', report, 'csv', Buffer.from(text));
  }

  @Get('arrivals/xlsx')
  @Header('cache-control', 'no-store')
  @AnswersFile(XLSX_TYPE, { errors: [404] })
  async heatMapXlsx(@Query() query: ArrivalsFileDto, @Caller() caller: Principal): Promise<StreamableFile> {
    const report = await this.arrivals.of(caller.branchId, query);
    const language = query.language ?? DEFAULT_LANGUAGE;
    const tables = [arrivalsMap(report, language), arrivalsTable(report, language)];
    return attached('llegadas', report, 'xlsx', await xlsxOf([...tables, aboutTable(report, language, null)]));
  }
}

type About = Pick<Report, 'branchOffice' | 'from' | 'to'>;

function attached(what: string, { branchOffice, from, to }: About, ending: 'csv' | 'xlsx', file: Buffer) {
  const name = [what, branchOffice ?? 'BANCO', from, ...(to === from ? [] : [to])].join('-');
  const type = ending === 'csv' ? CSV_TYPE : XLSX_TYPE;
  return new StreamableFile(file, { type, disposition: `attachment; filename="${name}.${ending}"` });
}
