import { useTranslation } from 'react-i18next';

import type { BranchesAnswer, BranchFile, BranchListItem } from '@ticketero/contract';

import { save } from '../common/download';
import { usePolled } from '../common/use-polled';
import { useSession } from '../session/use-session';
import { Act } from './act';
import type { PartProps } from './configuration';
import { BranchImport } from './branch-import';
import { BackToList, Heard } from './loaded';
import { NewBranch } from './new-branch';
import { placeLink } from './place';
import { State } from './state';

/** After `item=`: a new branch like that one. */
const LIKE = /^like-([A-Z0-9_-]{1,20})$/;
const IMPORT = 'import';

/** The branches of the bank: which there are, new ones, and their configuration as a file. */
export function Branches({ item, tell }: PartProps) {
  const { t } = useTranslation();
  const polled = usePolled<BranchesAnswer>('/api/admin/branches');
  const back = <BackToList to={placeLink('branches')} />;
  if (item === IMPORT) {
    return (
      <>
        {back}
        <BranchImport tell={tell} />
      </>
    );
  }
  if (item !== null) {
    const [, like = null] = LIKE.exec(item) ?? [];
    return (
      <>
        {back}
        <NewBranch like={like} tell={tell} />
      </>
    );
  }
  return (
    <Heard polled={polled}>
      {({ branches, mayCreate }) => (
        <>
          <div className="config-tools">
            <a className="btn btn-plain" href={placeLink('branches', IMPORT)}>
              {t('config.branches.import')}
            </a>
            {mayCreate && (
              <a className="btn btn-primary" href={placeLink('branches', 'new')}>
                {t('config.branches.add')}
              </a>
            )}
          </div>
          <BranchesTable branches={branches} mayCreate={mayCreate} />
        </>
      )}
    </Heard>
  );
}

function BranchesTable({ branches, mayCreate }: Pick<BranchesAnswer, 'branches' | 'mayCreate'>) {
  const { t } = useTranslation();
  return (
    <div className="list-card">
      <table className="config-table">
        <thead>
          <tr>
            <th scope="col">{t('config.general.name')}</th>
            <th scope="col">{t('config.users.state')}</th>
            <th scope="col" className="config-figure">
              {t('config.general.moduleCount')}
            </th>
            <th scope="col" className="config-figure">
              {t('config.section.queues')}
            </th>
            <th scope="col" className="config-figure">
              {t('config.section.advisors')}
            </th>
            <th scope="col" className="config-figure">
              {t('config.section.devices')}
            </th>
            <th scope="col">
              <span className="sr-only">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {branches.map((branch) => (
            <Row key={branch.code} branch={branch} mayCreate={mayCreate} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ branch, mayCreate }: { branch: BranchListItem; mayCreate: boolean }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { code, name, timeZone, moduleCount, active, open, queues, advisors, devices } = branch;
  const figure = (label: string, value: number) => (
    <td className="config-figure" data-label={label}>
      {value}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="config-under">
          {code} · {timeZone}
        </span>
      </th>
      <td>
        {active ? (
          <State tone={open ? 'good' : 'off'}>{t(open ? 'config.branches.open' : 'config.branches.closed')}</State>
        ) : (
          <State tone="off">{t('config.general.off')}</State>
        )}
      </td>
      {figure(t('config.general.moduleCount'), moduleCount)}
      {figure(t('config.section.queues'), queues)}
      {figure(t('config.section.advisors'), advisors)}
      {figure(t('config.section.devices'), devices)}
      <td>
        <div className="config-acts">
          <Act
            label={t('config.branches.export')}
            run={() => session.api.call<BranchFile>('GET', `/api/admin/branches/${encodeURIComponent(code)}/export`)}
            onDone={(file) => {
              const blob = new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' });
              save({ blob, name: null }, `sucursal-${code}.json`);
            }}
          />
          {mayCreate && (
            <a className="btn btn-plain" href={placeLink('branches', `like-${code}`)}>
              {t('config.branches.like')}
            </a>
          )}
        </div>
      </td>
    </tr>
  );
}
