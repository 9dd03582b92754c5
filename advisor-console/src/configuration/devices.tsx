import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { DeviceCreated, DevicesAnswer, DeviceView } from '@ticketero/contract';

import { ListEmpty } from '../common/list-parts';
import { usePolled } from '../common/use-polled';
import type { PartProps } from './configuration';
import { DeviceCard } from './device-card';
import { DeviceState, Seen } from './device-life';
import { troublesOf } from './device-state';
import { CheckField } from './fields';
import { BackToList, Heard, NotThere } from './loaded';
import { NewDevice } from './new-device';
import { PairingCode } from './pairing';
import { NEW, placeLink } from './place';
import { ofBranch, useScope } from './scope';
import { State } from './state';

/** The kiosks and screens of the branch. */
export function Devices({ item, tell }: PartProps) {
  const polled = usePolled<DevicesAnswer>(ofBranch('/api/admin/devices', useScope()));
  const [made, setMade] = useState<DeviceCreated | null>(null);
  const back = placeLink('devices');
  return (
    <Heard polled={polled}>
      {({ devices }) => {
        if (item === null) return <DevicesList devices={devices} />;
        if (item === NEW && made === null) {
          return (
            <>
              <BackToList to={back} />
              <NewDevice
                onMade={(answer) => {
                  const { id, name } = answer;
                  setMade(answer);
                  void polled.refresh();
                  tell('config.devices.made', { name }, { entityType: 'DEVICE', entityId: String(id) });
                }}
              />
            </>
          );
        }
        const id = made === null ? item : String(made.id);
        const device = devices.find((one) => String(one.id) === id);
        if (!device) {
          // Made a moment ago: its code is shown before the list knows it.
          return made === null ? <NotThere back={back} /> : <PairingCode code={made} />;
        }
        return (
          <DeviceCard
            device={device}
            code={made}
            onCode={setMade}
            refresh={polled.refresh}
            tell={tell}
            back={<BackToList to={back} />}
          />
        );
      }}
    </Heard>
  );
}

function DevicesList({ devices }: { devices: DeviceView[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const revoked = devices.filter(({ revokedAt }) => revokedAt !== null).length;
  const shown = all ? devices : devices.filter(({ revokedAt }) => revokedAt === null);
  return (
    <>
      <div className="config-tools">
        {revoked > 0 && (
          <CheckField
            id="devices-revoked"
            label={t('config.devices.showRevoked', { count: revoked })}
            checked={all}
            onCheck={setAll}
          />
        )}
        <a className="btn btn-primary" href={placeLink('devices', NEW)}>
          {t('config.devices.add')}
        </a>
      </div>
      <div className="list-card">
        {shown.length === 0 ? (
          <ListEmpty title={t('config.devices.none')} text={t('config.devices.noneText')} onAll={null} />
        ) : (
          <table className="config-table">
            <thead>
              <tr>
                <th scope="col">{t('config.devices.name')}</th>
                <th scope="col">{t('config.devices.kind')}</th>
                <th scope="col">{t('config.users.state')}</th>
                <th scope="col">{t('config.devices.seen')}</th>
                <th scope="col">{t('config.devices.reported')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((device) => (
                <Row key={device.id} device={device} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function Row({ device }: { device: DeviceView }) {
  const { t } = useTranslation();
  const { id, kind, name, printer } = device;
  const troubles = troublesOf(device);
  return (
    <tr>
      <th scope="row">
        <a href={placeLink('devices', id)}>{name}</a>
      </th>
      <td>
        {t(`role.${kind}`)}
        {printer !== null && <span className="config-under">{t('config.devices.withPrinter')}</span>}
      </td>
      <td>
        <DeviceState device={device} />
      </td>
      <td>
        <Seen device={device} />
      </td>
      <td>
        {troubles.length === 0
          ? t('none')
          : troubles.map((trouble) => (
              <State key={trouble} tone="bad">
                {t(`config.devices.trouble.${trouble}`)}
              </State>
            ))}
      </td>
    </tr>
  );
}
