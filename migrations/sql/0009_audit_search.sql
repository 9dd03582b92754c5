-- Up Migration

-- The advisor whom an event is about, whoever did it: what makes "everything about this advisor" one look-up. Derived from
-- the event and no part of what is hashed. Added as a generated column, so that the rows of before get theirs in the one
-- rewrite; from then on a trigger sets it, since an account is another table's.
alter table audit_log add column advisor_id bigint generated always as (
  case
    when entity_type = 'USER' then null
    when entity_type = 'ADVISOR' then case when entity_id ~ '^\d{1,18}$' then entity_id::bigint end
    when coalesce(new_state->>'advisorId', old_state->>'advisorId', additional_data->>'advisorId') ~ '^\d{1,18}$'
      then coalesce(new_state->>'advisorId', old_state->>'advisorId', additional_data->>'advisorId')::bigint
  end) stored;
alter table audit_log alter advisor_id drop expression;

alter table audit_log disable trigger audit_log_append_only;
update audit_log e set advisor_id = a.id from advisor a where e.entity_type = 'USER' and e.entity_id = a.user_id::text;
alter table audit_log enable trigger audit_log_append_only;

create function audit_log_subject() returns trigger language plpgsql as $$
declare
  named text := case new.entity_type when 'USER' then null when 'ADVISOR' then new.entity_id
    else coalesce(new.new_state->>'advisorId', new.old_state->>'advisorId', new.additional_data->>'advisorId') end;
begin
  new.advisor_id := case when named ~ '^\d{1,18}$' then named::bigint end;
  if new.entity_type = 'USER' and new.entity_id ~ '^\d{1,18}$' then
    select a.id into new.advisor_id from advisor a where a.user_id = new.entity_id::bigint
      order by a.active desc, a.id desc limit 1;
  end if;
  return new;
end $$;
create trigger audit_log_subject before insert on audit_log for each row execute function audit_log_subject();

-- How many events of each kind a branch has on each UTC day (the log's months are UTC's as well): what a search counts, and
-- where it finds the days of a page, without touching the events before them.
create table audit_count (
  branch_id bigint not null, -- 0: the bank as a whole
  day date not null,
  entity_type varchar(50) not null,
  event_type varchar(50) not null,
  actor varchar(100) not null,
  advisor_id bigint not null, -- 0: about no advisor
  events bigint not null,
  primary key (branch_id, day, entity_type, event_type, actor, advisor_id)
) with (fillfactor = 70); -- room for HOT updates: today's rows are counted up all day
insert into audit_count
  select coalesce(branch_id, 0), (created_at at time zone 'UTC')::date, entity_type, event_type, actor,
    coalesce(advisor_id, 0), count(*)
  from audit_log group by 1, 2, 3, 4, 5, 6;

-- As its owner: whoever writes an event may not write the counts. Once for each statement, under the lock of the chain.
create function audit_log_count() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into audit_count as c (branch_id, day, entity_type, event_type, actor, advisor_id, events)
  select coalesce(w.branch_id, 0), (w.created_at at time zone 'UTC')::date, w.entity_type, w.event_type, w.actor,
    coalesce(w.advisor_id, 0), count(*)
  from written w group by 1, 2, 3, 4, 5, 6
  on conflict (branch_id, day, entity_type, event_type, actor, advisor_id)
    do update set events = c.events + excluded.events;
  return null;
end $$;
create trigger audit_log_count after insert on audit_log referencing new table as written
  for each statement execute function audit_log_count();

-- Three ways in: by time, one entity, one number or name. Each holds what can be filtered beside it, so that a search reads
-- the rows of its page and no others.
drop index audit_log_branch;
drop index audit_log_entity;
create index audit_log_branch on audit_log (branch_id, created_at desc, id desc)
  include (entity_type, event_type, actor, advisor_id);
create index audit_log_entity on audit_log (branch_id, entity_id, created_at, id)
  include (entity_type, event_type, actor);
create index audit_log_identifier on audit_log (branch_id, entity_identifier, created_at, id)
  include (entity_type, event_type, actor);

-- Counted by the trigger alone.
revoke insert, update on audit_count from ticketero_app;

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
alter table audit_log drop column advisor_id;
