import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { DEVICE_KINDS, type DeviceCreated, type DeviceKind } from '@ticketero/contract';

import { useSession } from '../session/use-session';
import { SelectField, TextField } from './fields';
import { SaveForm } from './form';
import { useScope } from './scope';
import { plain } from './show';
import { useForm } from './use-form';

interface Draft {
  name: string;
  kind: DeviceKind;
}

export function NewDevice({ onMade }: { onMade: (answer: DeviceCreated) => void }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { branch } = useScope();
  const [empty] = useState<Draft>({ name: '', kind: 'KIOSK' });
  const form = useForm({
    truth: empty,
    missing: ({ name }) => ({ name: name.trim() === '' ? 'config.missing.deviceName' : null }),
    refresh: () => Promise.resolve(),
    save: async ({ name, kind }) => {
      const body = { name: name.trim(), kind, ...(branch === null ? {} : { branchOffice: branch }) };
      onMade(await session.api.call<DeviceCreated>('POST', '/api/admin/devices', { body }));
    },
  });
  const lacks = form.lacks('name');
  return (
    <div className="config-card">
      <SaveForm
        form={form}
        words={{ name: plain(t, t('config.devices.name')), kind: plain(t, t('config.devices.kind')) }}
        isNew
        label={t('config.devices.add')}
        submit={t('config.devices.create')}
      >
        <div className="config-fields">
          <SelectField
            id="device-kind"
            label={t('config.devices.kind')}
            wrong={form.refused('kind')}
            value={form.draft.kind}
            choices={DEVICE_KINDS.map((kind) => ({ value: kind, label: t(`role.${kind}`) }))}
            onChoose={(kind) => {
              form.change({ kind: kind as DeviceKind });
            }}
          />
          <TextField
            id="device-name"
            autoComplete="off"
            maxLength={60}
            label={t('config.devices.name')}
            hint={t('config.devices.nameAbout')}
            wrong={lacks === null ? form.refused('name') : t(lacks)}
            value={form.draft.name}
            onText={(name) => {
              form.change({ name });
            }}
          />
        </div>
      </SaveForm>
    </div>
  );
}
