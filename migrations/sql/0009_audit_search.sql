-- Up Migration

-- The advisor whom an event is about, whoever did it: what makes "everything about this advisor" one look-up. Derived from
-- the event and no part of what is hashed. Null: about none.
alter table audit_log add column advisor_id bigint;

create function audit_named_advisor(e audit_log) returns bigint language plpgsql stable as $$
declare
  named text := case e.entity_type when 'USER' then null when 'ADVISOR' then e.entity_id
    else coalesce(e.new_state->>'advisorId', e.old_state->>'advisorId', e.additional_data->>'advisorId') end;
begin
  if e.entity_type = 'USER' and e.entity_id ~ '^\d{1,18}$' then
    return (select a.id from advisor a where a.user_id = e.entity_id::bigint);
  end if;
  return case when named ~ '^\d{1,18}$' then named::bigint end;
end $$;

create function audit_log_subject() returns trigger language plpgsql as $$
begin
  new.advisor_id := audit_named_advisor(new);
  return new;
end $$;

-- The rows of before. An update and no rewrite: autovacuum then comes by itself, and without it an index alone could not
-- answer. The old indexes first, so that they are not kept up for nothing.
drop index audit_log_branch;
drop index audit_log_entity;
alter table audit_log disable trigger audit_log_append_only;
update audit_log e set advisor_id = audit_named_advisor(e) where audit_named_advisor(e) is not null;
alter table audit_log enable trigger audit_log_append_only;

create trigger audit_log_subject before insert on audit_log for each row execute function audit_log_subject();

-- How many events of each kind a branch has on each UTC day (the log's months are UTC's as well), and between which moments:
-- what a search counts, and where it finds a page without touching the events before it, or between those of a rare kind.
create table audit_count (
  branch_id bigint not null, -- 0: the bank as a whole
  day date not null,
  entity_type varchar(50) not null,
  event_type varchar(50) not null,
  actor varchar(100) not null,
  advisor_id bigint not null, -- 0: about no advisor
  events bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (branch_id, day, entity_type, event_type, actor, advisor_id)
) with (fillfactor = 70); -- room for HOT updates: today's rows are counted up all day
insert into audit_count
  select coalesce(branch_id, 0), (created_at at time zone 'UTC')::date, entity_type, event_type, actor,
    coalesce(advisor_id, 0), count(*), min(created_at), max(created_at)
  from audit_log group by 1, 2, 3, 4, 5, 6;

-- As its owner: whoever writes an event may not write the counts. Once for each statement, under the lock of the chain.
create function audit_log_count() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into audit_count as c
    (branch_id, day, entity_type, event_type, actor, advisor_id, events, first_at, last_at)
  select coalesce(w.branch_id, 0), (w.created_at at time zone 'UTC')::date, w.entity_type, w.event_type, w.actor,
    coalesce(w.advisor_id, 0), count(*), min(w.created_at), max(w.created_at)
  from written w group by 1, 2, 3, 4, 5, 6
  on conflict (branch_id, day, entity_type, event_type, actor, advisor_id)
    do update set events = c.events + excluded.events, first_at = least(c.first_at, excluded.first_at),
      last_at = greatest(c.last_at, excluded.last_at);
  return null;
end $$;
create trigger audit_log_count after insert on audit_log referencing new table as written
  for each statement execute function audit_log_count();

-- Three ways in: by time, one entity, one number or name. Each holds what can be filtered beside it, so that a search reads
-- the rows of its page and no others.
create index audit_log_branch on audit_log (branch_id, created_at desc, id desc)
  include (entity_type, event_type, actor, advisor_id);
create index audit_log_entity on audit_log (branch_id, entity_id, created_at, id)
  include (entity_type, event_type, actor);
create index audit_log_identifier on audit_log (branch_id, entity_identifier, created_at, id)
  include (entity_type, event_type, actor);

do $$
begin
  if exists (select from pg_roles where rolname = 'ticketero_app') then
    grant select on audit_count to ticketero_app;
  end if;
end $$;

-- Down Migration

drop index audit_log_identifier;
drop index audit_log_entity;
drop index audit_log_branch;
create index audit_log_branch on audit_log (branch_id, created_at desc, id desc);
create index audit_log_entity on audit_log (entity_type, entity_id, id);
drop trigger audit_log_count on audit_log;
drop function audit_log_count();
drop table audit_count;
drop trigger audit_log_subject on audit_log;
drop function audit_log_subject();
drop function audit_named_advisor(audit_log);
alter table audit_log drop column advisor_id;
