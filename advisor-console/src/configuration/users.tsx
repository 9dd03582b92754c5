import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Page, UserView } from '@ticketero/contract';

import { search } from '../common/audit-link';
import { ListEmpty } from '../common/list-parts';
import { Pager } from '../common/pager';
import { usePolled } from '../common/use-polled';
import { useTyped } from '../common/use-typed';
import type { PartProps } from './configuration';
import { Heard } from './loaded';
import { NewUser } from './new-user';
import { NEW, placeLink } from './place';
import { ofBranch, useScope } from './scope';
import { State } from './state';
import { UserCard } from './user-card';

const PAGE_SIZE = 20;

/** Who signs in, with which role, and of which branch. */
export function Users({ item, tell }: PartProps) {
  if (item === NEW) return <NewUser tell={tell} />;
  if (item !== null) return <UserCard id={item} tell={tell} />;
  return <UsersList />;
}

function UsersList() {
  const { t } = useTranslation();
  const scope = useScope();
  const [query, setQuery] = useState({ q: '', page: 1 });
  // Whoever is of the whole bank sees everybody, those of the bank itself too.
  const path = `/api/admin/users?${search({ ...query, pageSize: PAGE_SIZE })}`;
  const polled = usePolled<Page<UserView>>(scope.user.branchOffice === null ? path : ofBranch(path, scope));
  const top = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="config-tools" ref={top}>
        <UserSearch
          value={query.q}
          onChange={(q) => {
            setQuery({ q, page: 1 });
          }}
        />
        <a className="btn btn-primary" href={placeLink('users', NEW)}>
          {t('config.users.add')}
        </a>
      </div>
      <Heard polled={polled}>
        {(answer) => (
          <div className="list-card" aria-busy={polled.behind}>
            {answer.records.length === 0 ? (
              <ListEmpty
                title={t('config.users.none')}
                text={t('config.users.noneText')}
                onAll={
                  query.q === ''
                    ? null
                    : () => {
                        setQuery({ q: '', page: 1 });
                      }
                }
              />
            ) : (
              <UsersTable users={answer.records} />
            )}
            <Pager
              page={answer}
              oldestFirst
              onPage={(page) => {
                setQuery((now) => ({ ...now, page }));
                top.current?.scrollIntoView();
              }}
            />
          </div>
        )}
      </Heard>
    </>
  );
}

function UserSearch({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useTranslation();
  const { typed, setTyped } = useTyped(value, (text) => text.trim(), onChange);
  return (
    <label className="config-search">
      <span>{t('config.users.search')}</span>
      <input
        type="search"
        maxLength={100}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
    </label>
  );
}

function UsersTable({ users }: { users: UserView[] }) {
  const { t } = useTranslation();
  return (
    <table className="config-table">
      <thead>
        <tr>
          <th scope="col">{t('config.users.name')}</th>
          <th scope="col">{t('config.users.email')}</th>
          <th scope="col">{t('config.users.role')}</th>
          <th scope="col">{t('config.users.branch')}</th>
          <th scope="col">{t('config.users.state')}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <a href={placeLink('users', user.id)}>{user.name}</a>
            </th>
            <td className="config-long">{user.email}</td>
            <td>{t(`role.${user.role}`)}</td>
            <td>{user.branchName ?? t('config.users.wholeBank')}</td>
            <td>
              {user.active ? (
                user.mustChangePassword ? (
                  <State tone="warn">{t('config.users.mustChange')}</State>
                ) : (
                  <State tone="good">{t('config.active')}</State>
                )
              ) : (
                <State tone="off">{t('config.disabled')}</State>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
