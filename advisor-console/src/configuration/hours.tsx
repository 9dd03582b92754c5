import { useTranslation } from 'react-i18next';

import { HOLIDAYS_MAX, type Holiday } from '@ticketero/contract';

import { dayWords } from '../common/time';
import type { PartProps } from './configuration';
import { CheckField } from './fields';
import { SaveForm, type Words } from './form';
import { Holidays } from './holidays';
import { listed, worded, yesNo } from './show';
import { SpansField } from './spans-field';
import {
  holidayTrouble,
  hoursChange,
  hoursDraft,
  spansText,
  troubleOf,
  usualWeek,
  WEEK,
  type HoursDraft,
} from './spans';
import { OfBranch, type BranchInHand } from './use-branch';
import { useForm, type Form, type Missing } from './use-form';

/** When the branch gives numbers: each weekday with its spans, and days with hours of their own. */
export function Hours({ tell }: PartProps) {
  return <OfBranch tell={tell}>{(hand) => <HoursForm {...hand} />}</OfBranch>;
}

function lacking(draft: HoursDraft): Missing<HoursDraft> {
  const lacks: Missing<HoursDraft> = {};
  for (const day of draft.always ? [] : WEEK) {
    const trouble = troubleOf(draft[day]);
    if (trouble !== null) lacks[day] = `config.hours.wrong.${trouble}`;
  }
  const wrong = draft.holidays.map((_, index) => holidayTrouble(draft.holidays, index)).find((one) => one !== null);
  if (wrong) lacks.holidays = `config.hours.wrong.${wrong}`;
  if (draft.holidays.length > HOLIDAYS_MAX) lacks.holidays = 'config.hours.wrong.days';
  return lacks;
}

function HoursForm({ configuration, refresh, save }: BranchInHand) {
  const { t } = useTranslation();
  const words = useHoursWords();
  const form = useForm({
    truth: hoursDraft(configuration),
    alsoNamed: ['openingHours', ...WEEK.map((day) => `openingHours.${day}`)],
    missing: lacking,
    refresh,
    save: (draft, base) => save(hoursChange(base, draft)),
  });
  const { draft, change } = form;
  const refused = form.refused('openingHours');
  return (
    <div className="config-card">
      <SaveForm form={form} words={words} label={t('config.section.hours')}>
        <CheckField
          id="hours-always"
          label={t('config.hours.always')}
          hint={t('config.hours.alwaysAbout')}
          checked={draft.always}
          onCheck={(always) => {
            const empty = WEEK.every((day) => draft[day].length === 0);
            change({ always, ...(!always && empty ? usualWeek() : {}) });
          }}
        />
        {refused !== null && <p className="field-wrong">{refused}</p>}
        {!draft.always && <Week form={form} />}
        <Holidays
          holidays={draft.holidays}
          tried={form.lacks('holidays') !== null}
          refused={form.refused('holidays')}
          onChange={(holidays) => {
            change({ holidays });
          }}
        />
      </SaveForm>
    </div>
  );
}

function Week({ form: { draft, change, lacks, refused } }: { form: Form<HoursDraft> }) {
  const { t } = useTranslation();
  const monday = draft['1'];
  return (
    <fieldset className="config-week">
      <legend>{t('config.hours.week')}</legend>
      {WEEK.map((day) => {
        const wrong = lacks(day);
        return (
          <SpansField
            key={day}
            id={`hours-${day}`}
            label={t(`config.weekday.${day}`)}
            spans={draft[day]}
            wrong={wrong === null ? refused(`openingHours.${day}`) : t(wrong)}
            onChange={(spans) => {
              change({ [day]: spans });
            }}
          />
        );
      })}
      <button
        type="button"
        className="btn btn-plain btn-small config-week-copy"
        onClick={() => {
          change({ '2': monday, '3': monday, '4': monday, '5': monday });
        }}
      >
        {t('config.hours.copyMonday')}
      </button>
    </fieldset>
  );
}

function useHoursWords(): Words<HoursDraft> {
  const { t, i18n } = useTranslation();
  const hours = (spans: Holiday['spans']) => spansText(spans) || t('config.hours.closed');
  const day = ({ date, name, spans }: Holiday) =>
    [/^\d{4}-\d{2}-\d{2}$/.test(date) ? dayWords(date, i18n.language) : '', name, hours(spans)]
      .filter(Boolean)
      .join(', ');
  const days = listed(t('config.hours.holidays'), String);
  const spans = (weekday: string) => worded(t, weekday, hours);
  return {
    always: yesNo(t, t('config.hours.always')),
    '0': spans(t('config.weekday.0')),
    '1': spans(t('config.weekday.1')),
    '2': spans(t('config.weekday.2')),
    '3': spans(t('config.weekday.3')),
    '4': spans(t('config.weekday.4')),
    '5': spans(t('config.weekday.5')),
    '6': spans(t('config.weekday.6')),
    holidays: {
      label: days.label,
      show: (before, after) => days.show((before as Holiday[]).map(day), (after as Holiday[]).map(day)),
    },
  };
}
