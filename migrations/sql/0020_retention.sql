-- Up Migration

-- R12: which night of each branch (its own 03:00) was done last, so that the next one begins there, whoever does it.
create table retention_night (
  branch_id bigint primary key references branch,
  day date not null
);

-- R10: where a chain goes through events that are in the archive. A run of them: they follow one another, and the events
-- that are still here stand before and after it.
create table audit_seam (
  branch_id bigint not null, -- 0: the bank as a whole
  first_id bigint not null,
  last_id bigint not null,
  events bigint not null check (events > 0),
  prev_hash bytea,           -- what the first of them was chained to
  head bytea not null,       -- hash of the last
  first_at timestamptz not null,
  last_at timestamptz not null,
  month date not null,       -- audit_archive.audit_log_YYYYMM, or the file that was made of it
  primary key (branch_id, last_id)
);
revoke insert, update on audit_seam from ticketero_app;

-- Months of the log that are older than the rule. Out of the server's reach; the operator's to put into files and to drop.
create schema audit_archive;

-- What of a month of the log does not fit its own hash: nothing is archived that was changed. Null: all of it fits.
create function audit_month_fault(child regclass) returns bigint language plpgsql set search_path = public, pg_temp as $$
declare
  found bigint;
begin
  execute format('select min(id) from %s e where hash is distinct from audit_event_hash(prev_hash, (%s)::audit_log)', child,
    'row(' || (select string_agg('e.' || quote_ident(attname), ', ' order by attnum) from pg_attribute
      where attrelid = 'audit_log'::regclass and attnum > 0 and not attisdropped) || ')') into found;
  return found;
end $$;

-- A month of the log leaves with its place in the chains and with its counts.
create function archive_audit_month(child regclass, month date) returns void language plpgsql
  set search_path = public, pg_temp as $$
begin
  execute format($sql$
    insert into audit_seam (branch_id, first_id, last_id, events, prev_hash, head, first_at, last_at, month)
    select r.chain, r.first_id, r.last_id, r.events, f.prev_hash, l.hash, r.first_at, r.last_at, %L
    from (
      select chain, run, min(id) as first_id, max(id) as last_id, count(*) as events, min(created_at) as first_at,
        max(created_at) as last_at
      from (
        select *, sum(begins) over (partition by chain order by id) as run
        from (
          select coalesce(branch_id, 0) as chain, id, created_at, (prev_hash is distinct from
            lag(hash) over (partition by coalesce(branch_id, 0) order by id))::int as begins
          from %s) e) e
      group by chain, run) r
    join %s f on f.id = r.first_id join %s l on l.id = r.last_id$sql$, month, child, child, child);
  delete from audit_count where day >= month and day < (month + interval '1 month')::date;
  execute format('alter table audit_log detach partition %s', child);
  execute format('create trigger audit_log_append_only before update or delete on %s
    for each row execute function audit_log_is_append_only()', child);
  execute format('alter table %s set schema audit_archive', child);
end $$;

-- R12: the oldest month that is older than the rule leaves its table whole: dropped, or archived if it is the log's. One at a
-- time, so that each is its own transaction; no row where there is none (any more). `held`: why one had to stay.
-- Narrow, since it works with its owner's rights: the rule stands here, the real clock is believed unless time itself is
-- simulated, and what the server cannot undo is not in its reach.
create function retire_month(at timestamptz, audit_years integer, simulated boolean, past text[])
  returns table (name text, month date, held text) language plpgsql security definer
  set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  moment timestamptz := case when simulated then at else least(at, now()) end;
  -- The day that has begun everywhere, at 03:00 of the branch.
  today date := least((moment at time zone 'UTC')::date,
    (select min(((moment - interval '3 hours') at time zone time_zone)::date) from branch));
  child record;
  waiting boolean;
begin
  if audit_years not between 1 and 7 then raise exception 'the log is kept for 1 to 7 years'; end if;
  if not pg_try_advisory_xact_lock(hashtext('retire_month')) then return; end if;
  for child in
    select p.relname::text as parent, c.relname::text as relname, to_date(right(c.relname, 6), 'YYYYMM') as first
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where p.oid in ('ticket'::regclass, 'mensaje'::regclass, 'audit_log'::regclass)
      and c.relname ~ ('^' || p.relname || '_\d{6}$') and c.relname <> all (past)
    order by 3, 1
  loop
    continue when today < (child.first + interval '1 month' + case child.parent when 'ticket' then interval '90 days'
      when 'mensaje' then interval '30 days' else make_interval(years => audit_years) end)::date;
    name := child.relname;
    month := child.first;
    held := null;
    if child.parent = 'ticket' then
      -- What reports read once the tickets are gone.
      execute format('select exists (select from (select distinct branch_id, business_date from %I) d where not exists (
        select from report_day r where r.branch_id = d.branch_id and r.business_date = d.business_date))', name) into waiting;
      if waiting then held := 'a day of it is not rolled up'; end if;
    elsif child.parent = 'audit_log' then
      -- Null where all of it fits.
      held := 'event ' || audit_month_fault(name::regclass) || ' does not fit the chain';
    end if;
    if held is null and child.parent = 'audit_log' then
      perform archive_audit_month(name::regclass, child.first);
    elsif held is null then
      execute format('alter table %I detach partition %I', child.parent, name);
      execute format('drop table %I', name);
    end if;
    return next;
    return;
  end loop;
end $$;

-- What fell into the net because its month was missing gets that month once it is over: whole months can leave, rows cannot.
create function months_from_the_net(at timestamptz) returns integer language plpgsql security definer
  set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  parent text;
  child text;
  day text;
  midnight text;
  first date;
  missing date[];
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'));
  foreach parent in array array['ticket', 'mensaje', 'audit_log'] loop
    day := case parent when 'audit_log' then '(created_at at time zone ''UTC'')' else 'business_date' end;
    midnight := case parent when 'audit_log' then ' 00:00:00+00' else '' end;
    -- Two days later: then it is over in every zone, and its last ticket closed.
    execute format('select array_agg(distinct date_trunc(''month'', %s)::date) from only %I
      where %s < date_trunc(''month'', $1 - interval ''2 days'')', day, parent || '_default', day)
      into missing using at at time zone 'UTC';
    foreach first in array coalesce(missing, '{}') loop
      child := parent || '_' || to_char(first, 'YYYYMM');
      continue when to_regclass(child) is not null;
      execute format('create table %I (like %I including defaults including constraints including storage including indexes)',
        child, parent);
      if parent = 'audit_log' then
        execute 'alter table only audit_log_default disable trigger audit_log_append_only';
      end if;
      execute format('with moved as (delete from only %I where %s >= $1 and %s < $2 returning *)
        insert into %I select * from moved', parent || '_default', day, day, child) using first, first + interval '1 month';
      if parent = 'audit_log' then
        execute 'alter table only audit_log_default enable trigger audit_log_append_only';
      end if;
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child, first || midnight,
        (first + interval '1 month')::date || midnight);
      if parent = 'audit_log' then perform guard_audit_partition(child); end if;
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;

revoke execute on function archive_audit_month(regclass, date) from public;
revoke execute on function retire_month(timestamptz, integer, boolean, text[]) from public;
revoke execute on function months_from_the_net(timestamptz) from public;
grant execute on function retire_month(timestamptz, integer, boolean, text[]) to ticketero_app;
grant execute on function months_from_the_net(timestamptz) to ticketero_app;

-- Down Migration

do $$
begin
  if exists (select from audit_seam) then
    raise exception 'months of the log are in the archive: without audit_seam what is left of it would not fit';
  end if;
end $$;
drop function months_from_the_net(timestamptz);
drop function retire_month(timestamptz, integer, boolean, text[]);
drop function archive_audit_month(regclass, date);
drop function audit_month_fault(regclass);
drop schema audit_archive;
drop table audit_seam, retention_night;
