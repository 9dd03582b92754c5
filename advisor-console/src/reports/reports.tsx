import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, SignedInUser } from '@ticketero/contract';

import { AnswerTrouble } from '../common/answer-trouble';
import { ExportButtons, ExportResult } from '../common/export';
import { PrintIcon } from '../common/icons';
import { ListEmpty, ListLoading } from '../common/list-parts';
import { timeOfDay } from '../common/time';
import { useDownload } from '../common/use-download';
import { hashQuery, useHashQuery } from '../common/use-hash';
import { useQueueName } from '../common/use-queue-name';
import { useToday } from '../common/use-today';
import '../i18n/reports';
import '../styles/reports.css';
import '../styles/charts.css';
import '../styles/reports-print.css';
import { ChartWaiting } from './chart';
import { OccupancyChart, OutcomesChart, PromiseChart, WaitsChart } from './charts';
import { ReportChooser } from './chooser';
import { HeadlineFigures } from './headline';
import { HeatChart } from './heat-chart';
import { groupingOf, groupingsOf, readReport, reportLink, type ReportQuery } from './query';
import type { Queues, Rows } from './series';
import { withoutGaps } from './shape';
import { ReportTable } from './table';
import { branchOf, fileOf, useReport, type ReportAnswers } from './use-report';
import { daysNote, daysWords, type Teller } from './words';

interface Props {
  user: SignedInUser;
  dashboard: Dashboard;
  serverNow: () => number;
}

/** What the branch did in some days: figures, pictures and a table, to look at, to print and to take along. */
export function Reports({ user, dashboard, serverNow }: Props) {
  const { timeZone, branchOffice } = dashboard;
  const queues = useQueues(dashboard);
  const today = useToday(serverNow, timeZone);
  const text = useHashQuery();
  const offered = useMemo(() => groupingsOf(user), [user]);
  const query = useMemo(() => readReport(text, today, offered), [text, today, offered]);
  const teller = useTeller();
  const answers = useReport(query, today, branchOffice);
  const file = useDownload();
  const heading = useRef<HTMLHeadingElement>(null);

  // In place of the address that was there: the way back leads to the view before, not through every period.
  const change = (part: Partial<ReportQuery>) => {
    location.replace(reportLink({ ...readReport(hashQuery(), today, offered), ...part }, today));
  };
  return (
    <>
      <ReportChooser {...{ query, today, offered, queues }} queueName={teller.queueName} onChange={change} />
      <section className="report" aria-labelledby="report-days">
        <div className="report-head">
          <div role="status">
            <h2 id="report-days" ref={heading} tabIndex={-1}>
              {daysWords(query, teller.language)}
            </h2>
            <Note {...{ answers, query, today, timeZone, teller }} />
          </div>
          <Tools {...{ query, branchOffice, file }} />
        </div>
        <ExportResult file={file} />
        <Body
          {...{ answers, teller, queues }}
          onAll={() => {
            heading.current?.focus(); // the button itself goes
            change({ queue: null });
          }}
        />
      </section>
    </>
  );
}

/** One object as long as nothing changes that is said: pictures are drawn anew with it. */
function useTeller(): Teller {
  const { t, i18n } = useTranslation();
  const queueName = useQueueName();
  const { language } = i18n;
  return useMemo(() => ({ t, language, queueName }), [t, language, queueName]);
}

/** The dashboard comes anew each second: this stays one object as long as names and targets do. */
function useQueues({ queuesSummary }: Dashboard): Queues {
  const known = JSON.stringify(
    queuesSummary.map(({ queueType, displayName, targetWaitMinutes }) => ({
      queueType,
      displayName,
      targetWaitMinutes,
    })),
  );
  return useMemo(() => JSON.parse(known) as Queues, [known]);
}

interface NoteProps {
  answers: ReportAnswers;
  query: ReportQuery;
  today: string;
  timeZone: string;
  teller: Teller;
}

/** How to read it: what it stands beside, and that today still goes on. */
function Note({ answers: { main, past }, query, today, timeZone, teller: { t, language } }: NoteProps) {
  const about = groupingOf(query) === 'branch' ? [t('reports.wholeBank')] : [];
  const words = [...about, t('reports.comparedWith', { days: daysNote(past, language) })];
  const at = main.heard?.answer.generatedAt;
  if (query.to === today && at) words.push(t('reports.goesOn', { time: timeOfDay(at, language, timeZone) }));
  return <p className="report-note">{words.join(' · ')}</p>;
}

interface ToolsProps {
  query: ReportQuery;
  branchOffice: string;
  file: ReturnType<typeof useDownload>;
}

function Tools({ query, branchOffice, file }: ToolsProps) {
  const { t, i18n } = useTranslation();
  const choice = (label: string, kind: 'csv' | 'xlsx') => ({
    label,
    path: fileOf(query, branchOffice, kind, i18n.language),
    fileName: `informe-${groupingOf(query)}-${branchOf(query, branchOffice) ?? 'BANCO'}-${query.from}-${query.to}.${kind}`,
  });
  return (
    <div className="report-tools">
      <button
        type="button"
        className="btn btn-plain btn-tool report-print"
        onClick={() => {
          window.print();
        }}
      >
        <PrintIcon />
        {t('reports.print')}
      </button>
      <ExportButtons file={file} choices={[choice(t('export.csv'), 'csv'), choice(t('export.xlsx'), 'xlsx')]} />
    </div>
  );
}

interface BodyProps {
  answers: ReportAnswers;
  queues: Queues;
  teller: Teller;
  /** Takes the filter away. */
  onAll: () => void;
}

function Body({ answers, queues, teller, onAll }: BodyProps) {
  const { t } = teller;
  const { heard, behind, failure } = answers.main;
  const note = failure && (
    <AnswerTrouble
      failure={failure}
      known={heard !== null}
      stale={t('reports.stale')}
      failed={t('reports.failed')}
      onRetry={answers.retry}
    />
  );
  if (heard === null) return note ?? <ListLoading text={t('reports.loading')} />;
  return (
    <>
      {note}
      <div className="report-body" aria-busy={behind}>
        {heard.answer.total.issued === 0 ? (
          <div className="list-card">
            <ListEmpty
              title={t('reports.none')}
              text={t('reports.noneText')}
              all={t('reports.allQueues')}
              onAll={heard.wanted.queue === null ? null : onAll}
            />
          </div>
        ) : (
          <Found answers={answers} heard={heard} queues={queues} teller={teller} />
        )}
      </div>
    </>
  );
}

type FoundProps = Omit<BodyProps, 'onAll'> & { heard: NonNullable<ReportAnswers['main']['heard']> };

function Found({ answers: { before, duty, arrivals }, heard, queues, teller }: FoundProps) {
  const { t } = teller;
  const { answer, wanted } = heard;
  const rows = useMemo(
    (): Rows => ({ by: wanted.by, rows: withoutGaps(wanted.by, wanted.period, answer.rows) }),
    [wanted, answer],
  );
  const about = useMemo(
    // Each branch has targets of its own.
    () => (wanted.by === 'branch' ? [] : queues.filter(({ queueType }) => (wanted.queue ?? queueType) === queueType)),
    [queues, wanted],
  );
  const shown = { rows, teller, total: answer.total };
  // Of another view: it comes in a moment.
  const same = <T,>(other: { wanted: { view: string }; answer: T } | null): T | null =>
    other !== null && other.wanted.view === wanted.view ? other.answer : null;
  const busy = same(duty.heard);
  const onDuty = useMemo((): Rows | null => busy && { by: busy.by, rows: busy.rows }, [busy]);
  const came = same(arrivals.heard);
  const who = wanted.by === 'branch' ? 'Branches' : 'Advisors';
  const occupancy = t(`reports.chart.occupancy${who}${wanted.queue === null ? '' : 'OfAll'}`);
  return (
    <>
      <HeadlineFigures total={answer.total} before={same(before.heard)?.total ?? null} teller={teller} />
      <div className="charts">
        <WaitsChart {...shown} queues={about} />
        <OutcomesChart {...shown} />
        <PromiseChart {...shown} />
        {onDuty ? (
          <OccupancyChart rows={onDuty} teller={teller} title={occupancy} />
        ) : (
          <ChartWaiting name="occupancy" title={occupancy} failed={duty.failure !== null} />
        )}
        {came ? (
          <HeatChart report={came} teller={teller} />
        ) : (
          <ChartWaiting name="arrivals" title={t('reports.chart.arrivals')} failed={arrivals.failure !== null} />
        )}
      </div>
      <ReportTable {...shown} />
    </>
  );
}
