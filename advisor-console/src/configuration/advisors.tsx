import { useTranslation } from 'react-i18next';

import type { AdvisorsAnswer, AdvisorView, Page, UserView } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { ListEmpty } from '../common/list-parts';
import { usePolled } from '../common/use-polled';
import { AdvisorCard } from './advisor-card';
import { isAdvisor, type AdvisorUser } from './advisor-draft';
import type { PartProps } from './configuration';
import { Heard } from './loaded';
import { NewAdvisor } from './new-advisor';
import { NEW, placeLink } from './place';
import { ofBranch, useScope } from './scope';
import { State } from './state';
import { useQueues } from './use-queues';

/** A branch has fewer people than that. */
const ALL = 200;

/** Who works at the desks of the branch, and which queues they serve. */
export function Advisors({ item, tell }: PartProps) {
  const scope = useScope();
  const polled = usePolled<Page<UserView>>(ofBranch(`/api/admin/users?pageSize=${String(ALL)}`, scope));
  const live = usePolled<AdvisorsAnswer>(ofBranch('/api/admin/advisors', scope));
  if (item === NEW) return <NewAdvisor tell={tell} />;
  return (
    <Heard polled={polled}>
      {({ records }) => {
        const advisors = records.filter(isAdvisor);
        const now = live.answer?.advisors ?? [];
        if (item === null) return <AdvisorsList advisors={advisors} now={now} />;
        return (
          <AdvisorCard
            advisor={advisors.find(({ advisor }) => String(advisor.id) === item) ?? null}
            now={now.find(({ id }) => String(id) === item) ?? null}
            refresh={() => Promise.all([polled.refresh(), live.refresh()])}
            tell={tell}
          />
        );
      }}
    </Heard>
  );
}

function AdvisorsList({ advisors, now }: { advisors: AdvisorUser[]; now: AdvisorView[] }) {
  const { t } = useTranslation();
  const working = [...advisors].sort((one, other) => Number(other.advisor.active) - Number(one.advisor.active));
  return (
    <>
      <div className="config-tools">
        <p className="soft">{t('config.advisors.modulesAbout')}</p>
        <a className="btn btn-primary" href={placeLink('advisors', NEW)}>
          {t('config.advisors.add')}
        </a>
      </div>
      <div className="list-card">
        {working.length === 0 ? (
          <ListEmpty title={t('config.advisors.none')} text={t('config.advisors.noneText')} onAll={null} />
        ) : (
          <table className="config-table">
            <thead>
              <tr>
                <th scope="col">{t('config.users.name')}</th>
                <th scope="col">{t('config.advisors.queues')}</th>
                <th scope="col">{t('config.advisors.module')}</th>
                <th scope="col">{t('config.users.state')}</th>
              </tr>
            </thead>
            <tbody>
              {working.map((one) => (
                <Row key={one.advisor.id} advisor={one} now={now.find(({ id }) => id === one.advisor.id) ?? null} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function Row({ advisor: { name, email, advisor }, now }: { advisor: AdvisorUser; now: AdvisorView | null }) {
  const { t } = useTranslation();
  const { nameOf } = useQueues();
  return (
    <tr>
      <th scope="row">
        <a href={placeLink('advisors', advisor.id)}>{name}</a>
        <span className="config-under">{email}</span>
      </th>
      <td>
        <ul className="config-queues">
          {advisor.queueTypes.map((queueType) => (
            <li key={queueType}>
              <span className="queue-dot queue-mark" style={queueStyle(queueType)} />
              {nameOf(queueType)}
            </li>
          ))}
        </ul>
      </td>
      <td data-label={t('config.advisors.module')}>{moduleOf(advisor.active ? now : null) ?? t('none')}</td>
      <td>
        {advisor.active ? (
          <State tone={now && now.status !== 'OFFLINE' ? 'good' : 'off'}>
            {t(`status.${now?.status ?? 'OFFLINE'}`)}
          </State>
        ) : (
          <State tone="off">{t('config.disabled')}</State>
        )}
      </td>
    </tr>
  );
}

const moduleOf = (now: AdvisorView | null) => (now === null || now.status === 'OFFLINE' ? null : now.moduleNumber);
