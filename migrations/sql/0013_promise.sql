-- Up Migration

-- R8: what each ticket was promised, kept apart from estimated_*, which follow the present; and by when it was told its
-- turn comes at the latest, with what had been said before where that had to be moved later.
alter table ticket
  add promised_at timestamptz,
  add promised_minutes integer,
  add promised_low integer,
  add promised_high integer,
  add promised_raw jsonb,
  add told_by timestamptz,
  add told_raised_at timestamptz,
  add told_raised_before timestamptz,
  add check (num_nulls(promised_at, promised_minutes, promised_low, promised_high) in (0, 4)),
  add check (promised_low <= promised_minutes and promised_minutes <= promised_high),
  add check ((told_raised_at is null) = (told_raised_before is null)),
  add check (told_raised_before < told_by);

-- Promises against what happened, summed so that a day and a queue have their error, their bias and their coverage, and
-- so that an undone call can be subtracted.
alter table queue_day
  add compared integer not null default 0,
  add error_ms bigint not null default 0,
  add absolute_error_ms bigint not null default 0,
  add covered integer not null default 0;

-- What was learned: JSON that the core alone reads. Null: nothing yet. One row of each is rewritten at every call and
-- every end: room for HOT updates on the page.
alter table branch add learned jsonb;
alter table queue add learned jsonb;
alter table advisor add learned jsonb;
alter table queue set (fillfactor = 50);

-- Down Migration

alter table queue reset (fillfactor);
alter table advisor drop learned;
alter table queue drop learned;
alter table branch drop learned;
alter table queue_day drop compared, drop error_ms, drop absolute_error_ms, drop covered;
alter table ticket drop promised_at, drop promised_minutes, drop promised_low, drop promised_high, drop promised_raw,
  drop told_by, drop told_raised_at, drop told_raised_before;
