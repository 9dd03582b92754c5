import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { DeviceCreated, DeviceView } from '@ticketero/contract';

import { dayAndTime } from '../common/time';
import { useSession } from '../session/use-session';
import { Act } from './act';
import { aboutDevice, type DeviceProps } from './device-facts';
import { DeviceState, Seen } from './device-life';
import { troublesOf } from './device-state';
import { TextField } from './fields';
import { SaveForm } from './form';
import { PairingCode } from './pairing';
import { PrinterCard } from './printer-card';
import { plain } from './show';
import { State } from './state';
import { useForm } from './use-form';

interface Props extends DeviceProps {
  /** A code that was made a moment ago, here. */
  code: DeviceCreated | null;
  onCode: (code: DeviceCreated | null) => void;
  back: ReactNode;
}

export function DeviceCard({ device, code, onCode, back, refresh, tell }: Props) {
  const { t } = useTranslation();
  const gone = device.revokedAt !== null;
  return (
    <>
      {back}
      <div className="config-card">
        <h3>
          {device.name} <DeviceState device={device} />
        </h3>
        <Facts device={device} />
        {!gone && <Rename device={device} refresh={refresh} tell={tell} />}
      </div>
      {!gone && <Pairing device={device} code={code} onCode={onCode} refresh={refresh} tell={tell} />}
      {!gone && device.kind === 'KIOSK' && <PrinterCard device={device} refresh={refresh} tell={tell} />}
      {!gone && (
        <div className="config-card">
          <h3>{t('config.devices.revokeTitle')}</h3>
          <p className="soft">{t('config.devices.revokeText')}</p>
          <div className="config-acts">
            <Revoke device={device} refresh={refresh} tell={tell} />
          </div>
        </div>
      )}
    </>
  );
}

function Facts({ device }: { device: DeviceView }) {
  const { t, i18n } = useTranslation();
  const { kind, pairedAt, revokedAt, sound } = device;
  const when = (at: string | null) => (at === null ? t('none') : dayAndTime(at, i18n.language));
  return (
    <dl className="config-facts">
      <div>
        <dt>{t('config.devices.kind')}</dt>
        <dd>{t(`role.${kind}`)}</dd>
      </div>
      <div>
        <dt>{t('config.devices.seen')}</dt>
        <dd>
          <Seen device={device} />
        </dd>
      </div>
      <div>
        <dt>{t('config.devices.paired')}</dt>
        <dd>{when(pairedAt)}</dd>
      </div>
      {revokedAt !== null && (
        <div>
          <dt>{t('config.devices.stage.revoked')}</dt>
          <dd>{when(revokedAt)}</dd>
        </div>
      )}
      {sound !== null && (
        <div>
          <dt>{t('config.devices.sound')}</dt>
          <dd>{t(`config.devices.soundState.${sound}`)}</dd>
        </div>
      )}
      {troublesOf(device).map((trouble) => (
        <div key={trouble}>
          <dt>{t('config.devices.reported')}</dt>
          <dd>
            <State tone="bad">{t(`config.devices.trouble.${trouble}`)}</State>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rename({ device, refresh, tell }: DeviceProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { id, name } = device;
  const form = useForm({
    truth: { name },
    missing: (draft) => ({ name: draft.name.trim() === '' ? 'config.missing.deviceName' : null }),
    refresh,
    save: async (draft) => {
      const body = { name: draft.name.trim() };
      await session.api.call('PUT', `/api/admin/devices/${String(id)}`, { body });
      tell('config.saved.of', { what: body.name }, aboutDevice(device));
    },
  });
  const lacks = form.lacks('name');
  return (
    <SaveForm
      form={form}
      words={{ name: plain(t, t('config.devices.name')) }}
      label={t('config.devices.formOf', { name })}
    >
      <div className="config-fields">
        <TextField
          id="device-name"
          autoComplete="off"
          maxLength={60}
          label={t('config.devices.name')}
          wrong={lacks === null ? form.refused('name') : t(lacks)}
          value={form.draft.name}
          onText={(typed) => {
            form.change({ name: typed });
          }}
        />
      </div>
    </SaveForm>
  );
}

function Pairing({ device, code, onCode, refresh, tell }: Omit<Props, 'back'>) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const { id, name, pairing, pairedAt } = device;
  // Typed at the device: it is used up.
  const open = code !== null && code.id === id && pairing !== null ? code : null;
  return (
    <div className="config-card">
      <h3>{t('config.devices.pairing')}</h3>
      {open ? (
        <PairingCode code={open} />
      ) : (
        <p className="soft">
          {pairing === null
            ? t(pairedAt === null ? 'config.devices.neverPaired' : 'config.devices.isPaired')
            : t('config.devices.codeOut', { time: dayAndTime(pairing.expiresAt, i18n.language) })}
        </p>
      )}
      <div className="config-acts">
        <Act
          label={t('config.devices.newCode')}
          {...(pairedAt === null
            ? {}
            : {
                ask: {
                  title: t('config.devices.askCode.title', { name }),
                  outcome: t('config.devices.askCode.outcome'),
                },
              })}
          refresh={refresh}
          run={() => session.api.call<DeviceCreated>('POST', `/api/admin/devices/${String(id)}/pairing-code`)}
          onDone={(made) => {
            onCode(made);
            tell('config.devices.codeMade', { name }, aboutDevice(device));
          }}
        />
      </div>
    </div>
  );
}

function Revoke({ device, refresh, tell }: DeviceProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { id, name, kind } = device;
  return (
    <Act
      label={t('config.devices.revoke')}
      tone="bad"
      ask={{ title: t('config.devices.askRevoke.title', { name }), outcome: t(`config.devices.askRevoke.${kind}`) }}
      refresh={refresh}
      run={() => session.api.call('DELETE', `/api/admin/devices/${String(id)}`)}
      onDone={() => {
        tell('config.devices.revoked', { name }, aboutDevice(device));
      }}
    />
  );
}
