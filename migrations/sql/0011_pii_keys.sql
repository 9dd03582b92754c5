-- Up Migration

-- R13: the keys that seal and hash ids and phones, one generation after another. What is stored names its generation.
create table pii_key (
  id smallint primary key check (id between 1 and 255),
  status text not null check (status in ('CURRENT', 'RETIRING', 'RETIRED')),
  created_at timestamptz not null default now()
);
create unique index pii_key_current on pii_key (status) where status = 'CURRENT';

-- Each generation, locked with one PII_KEY or, while that is being changed, with several. Never a key in the clear: what
-- stands here opens nothing without the environment's.
create table pii_key_slot (
  key_id smallint not null references pii_key,
  kek bytea not null,  -- which PII_KEY: a one-way fingerprint
  seal_key bytea,      -- null: no row is sealed with it any more
  hash_key bytea,      -- null: this PII_KEY was replaced, and opens nothing
  closed_at timestamptz,
  primary key (key_id, kek)
);

-- Down Migration

do $$
begin
  if exists (select from pii_key where id > 1) then
    raise exception 'the keys were rotated: without pii_key no id and no phone could be opened again';
  end if;
end $$;
drop table pii_key_slot, pii_key;
