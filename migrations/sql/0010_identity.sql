-- Up Migration

-- A session is a family of refresh tokens; each token knows when the session began and who holds it.
alter table refresh_token
  add column started_at timestamptz,
  add column ip_address varchar(45),
  add column user_agent varchar(500);
update refresh_token t set started_at = f.started_at
  from (select family, min(created_at) as started_at from refresh_token group by family) f where f.family = t.family;
alter table refresh_token alter started_at set not null;

-- Somebody may leave their desk and sit down in another branch: history stays with the old one.
alter table advisor drop constraint advisor_user_id_key;
alter table advisor drop constraint advisor_email_key;
create unique index advisor_user on advisor (user_id) where active;
create unique index advisor_email on advisor (email) where active;

-- Keys are keyed hashes: what was typed as an account may be a password.
create table sign_in_failure (
  scope text not null check (scope in ('ACCOUNT', 'ADDRESS', 'PAIR')),
  key_hash bytea not null,
  failures integer not null default 0,
  last_failed_at timestamptz not null,
  blocked_until timestamptz,
  primary key (scope, key_hash)
);
create index sign_in_failure_age on sign_in_failure (last_failed_at);

-- From where an account has signed in: there nobody's guessing elsewhere keeps it out.
create table known_address (
  account_hash bytea not null,
  address_hash bytea not null,
  last_used_at timestamptz not null,
  primary key (account_hash, address_hash)
);

-- The link that a new installation prints for its first ADMIN.
create table setup_token (
  token_hash bytea primary key,
  expires_at timestamptz not null,
  created_at timestamptz not null
);

-- What is left of a sign-in is not history: it goes when its time is over.
grant delete on refresh_token, sign_in_failure, known_address, setup_token to ticketero_app;

update role set permissions = permissions || '["users:write"]' where name = 'ADMIN' and not permissions ? 'users:write';

-- Down Migration

revoke delete on refresh_token from ticketero_app;
update role set permissions = permissions - 'users:write';
drop table setup_token, known_address, sign_in_failure;
drop index advisor_email, advisor_user;
-- Only one desk to a person again: those they left behind lose their account and keep their history.
update advisor set user_id = null, email = 'id' || id || ' ' || left(email, 80)
  where not active and exists (select from advisor o where o.id <> advisor.id
    and (o.user_id = advisor.user_id or o.email = advisor.email) and (o.active or o.id > advisor.id));
alter table advisor add constraint advisor_user_id_key unique (user_id);
alter table advisor add constraint advisor_email_key unique (email);
alter table refresh_token drop column user_agent, drop column ip_address, drop column started_at;
