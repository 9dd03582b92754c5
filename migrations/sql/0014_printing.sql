-- Up Migration

-- A kiosk's printer, and what devices say of themselves. `print_trouble` is what keeps its last slip from the paper, while
-- that lasts: the reason in a word of the server's; without a printer there is none.
alter table device
  add printer jsonb check (jsonb_typeof(printer) = 'object'),
  add last_print text check (last_print in ('IMPRESO', 'SIN_PAPEL', 'SIN_CONEXION', 'CON_FALLA')),
  add last_print_at timestamptz,
  add print_trouble text,
  add print_trouble_since timestamptz,
  add sound text check (sound in ('ON', 'BLOCKED', 'MUTED', 'NONE')),
  add sound_since timestamptz,
  add check (num_nulls(last_print, last_print_at) in (0, 2)),
  add check (num_nulls(print_trouble, print_trouble_since) in (0, 2)),
  add check (num_nulls(sound, sound_since) in (0, 2)),
  add check (printer is null or kind = 'KIOSK'),
  add check (print_trouble is null or printer is not null);
-- Read with every load of a branch.
create index device_in_trouble on device (branch_id) where print_trouble is not null or sound = 'BLOCKED';

-- What a ticket's slip says, once it is (or may be) on paper: a copy says the same. Nothing personal. Kept as long as
-- somebody may ask for a copy.
create table slip (
  codigo_referencia uuid primary key,
  branch_id bigint not null references branch,
  device_id bigint not null references device,
  content jsonb not null,
  on_paper boolean not null default false,
  result text check (result in ('IMPRESO', 'SIN_PAPEL', 'SIN_CONEXION', 'CON_FALLA')),
  at timestamptz not null
);
create index slip_age on slip (at);
grant delete on slip to ticketero_app;

-- Down Migration

drop table slip;
drop index device_in_trouble;
alter table device drop sound_since, drop sound, drop print_trouble_since, drop print_trouble, drop last_print_at,
  drop last_print, drop printer;
