import { useTranslation } from 'react-i18next';

import type { PrintAnswer, PrintResult } from '@ticketero/contract';

import { dayAndTime } from '../common/time';
import { useSession } from '../session/use-session';
import { Act } from './act';
import { aboutDevice, type DeviceProps } from './device-facts';
import { SaveForm, type Words } from './form';
import { PRINTER_FIELDS, printerDraft, printerLacks, printerRequest, type PrinterDraft } from './printer-draft';
import { PrinterFields } from './printer-fields';
import { plain, yesNo } from './show';
import { State } from './state';
import { useForm } from './use-form';

/** The printer of a kiosk: where it is, how wide it is, and whether a page comes out. */
export function PrinterCard({ device, refresh, tell }: DeviceProps) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const { id, name, printer, lastPrint } = device;
  const path = `/api/admin/devices/${String(id)}`;
  const form = useForm({
    truth: printerDraft(printer),
    alsoNamed: ['printer', ...PRINTER_FIELDS.map((field) => `printer.${field}`)],
    missing: printerLacks,
    refresh,
    save: async (draft) => {
      await session.api.call('PUT', path, { body: { printer: printerRequest(draft) } });
      tell('config.printer.saved', { name }, aboutDevice(device));
    },
  });
  const words: Words<PrinterDraft> = {
    has: yesNo(t, t('config.printer.has')),
    host: plain(t, t('config.printer.host')),
    port: plain(t, t('config.printer.port')),
    columns: plain(t, t('config.printer.columns')),
    codePage: plain(t, t('config.printer.codePage')),
  };
  return (
    <div className="config-card">
      <h3>
        {t('config.printer.title')} {lastPrint && printer && <LastPrint result={lastPrint.result} />}
      </h3>
      {lastPrint && printer && (
        <p className="soft">{t('config.printer.last', { time: dayAndTime(lastPrint.at, i18n.language) })}</p>
      )}
      <SaveForm form={form} words={words} label={t('config.printer.formOf', { name })}>
        <PrinterFields form={form} />
      </SaveForm>
      {printer !== null && (
        <div className="config-acts config-acts-apart">
          <Act
            label={t('config.printer.test')}
            refresh={refresh}
            run={() => session.api.call<PrintAnswer>('POST', `${path}/test-page`, { timeoutMs: 40_000 })}
            onDone={({ result }) => {
              tell(`config.printer.tested.${result}`, { name }, null);
            }}
          />
          <p className="soft">{t('config.printer.testAbout')}</p>
        </div>
      )}
    </div>
  );
}

function LastPrint({ result }: { result: PrintResult }) {
  const { t } = useTranslation();
  return <State tone={result === 'IMPRESO' ? 'good' : 'bad'}>{t(`config.printer.result.${result}`)}</State>;
}
