import { useTranslation } from 'react-i18next';

import { CODE_PAGES, PRINTER_COLUMNS, type CodePage } from '@ticketero/contract';

import { CheckField, NumberField, SelectField, TextField } from './fields';
import type { PRINTER_FIELDS, PrinterDraft } from './printer-draft';
import type { Form } from './use-form';

export function PrinterFields({ form }: { form: Form<PrinterDraft> }) {
  const { t } = useTranslation();
  const { draft, change } = form;
  return (
    <div className="config-fields">
      <CheckField
        id="printer-has"
        label={t('config.printer.has')}
        hint={t('config.printer.hasAbout')}
        checked={draft.has}
        onCheck={(has) => {
          change({ has });
        }}
      />
      {draft.has && <Where form={form} />}
    </div>
  );
}

function Where({ form }: { form: Form<PrinterDraft> }) {
  const { t } = useTranslation();
  const { draft, change } = form;
  const about = (field: (typeof PRINTER_FIELDS)[number]) => {
    const lacks = form.lacks(field);
    return {
      id: `printer-${field}`,
      label: t(`config.printer.${field}`),
      hint: t(`config.printer.${field}About`),
      wrong: lacks === null ? form.refused(`printer.${field}`) : t(lacks),
      value: draft[field],
    };
  };
  return (
    <>
      <TextField
        {...about('host')}
        autoComplete="off"
        autoCapitalize="none"
        maxLength={253}
        onText={(host) => {
          change({ host });
        }}
      />
      <NumberField
        {...about('port')}
        onText={(port) => {
          change({ port });
        }}
      />
      <SelectField
        {...about('columns')}
        choices={PRINTER_COLUMNS.map((count) => ({
          value: String(count),
          label: t('config.printer.characters', { count }),
        }))}
        onChoose={(columns) => {
          change({ columns });
        }}
      />
      <SelectField
        {...about('codePage')}
        choices={CODE_PAGES.map((page) => ({ value: page, label: page }))}
        onChoose={(page) => {
          change({ codePage: page as CodePage });
        }}
      />
    </>
  );
}
