-- Up Migration

-- R10: each branch's events form a SHA-256 chain; what belongs to no branch forms the bank's own (branch 0). The head is a
-- row of its own and not a column of `branch`: a command's last act is to update its branch, and a row that was changed
-- by a trigger of the same statement could not be changed again.
create table audit_chain (
  branch_id bigint primary key, -- 0: the bank as a whole
  head bytea,                   -- hash of the last event; null before the first
  length bigint not null default 0,
  last_id bigint not null default 0
);

-- One field of an event in the text that is hashed: its length in bytes, so that no text can pass for two fields.
create function audit_field(value text) returns text language sql immutable parallel safe
  return coalesce(octet_length(value)::text || ':' || value || ';', '-;');

-- The same text is made by server/src/audit/chain.ts: a verifier that believed this function would believe whoever
-- changed it.
create function audit_event_text(e audit_log) returns text language sql stable parallel safe
  return audit_field(e.id::text) || audit_field(e.branch_id::text) || audit_field(e.entity_type)
    || audit_field(e.entity_id) || audit_field(e.entity_identifier) || audit_field(e.event_type) || audit_field(e.actor)
    || audit_field(e.old_state::text) || audit_field(e.new_state::text) || audit_field(e.additional_data::text)
    || audit_field(e.ip_address) || audit_field(e.user_agent)
    || audit_field(((extract(epoch from e.created_at) * 1000000)::bigint)::text);

create function audit_event_hash(previous bytea, e audit_log) returns bytea language sql stable parallel safe
  return sha256(coalesce(previous, ''::bytea) || convert_to(audit_event_text(e), 'UTF8'));

-- Within the lock of the chain's head: ids rise in the order of the chain, whoever asked first for one.
create function audit_log_link() returns trigger language plpgsql as $$
declare
  chain bigint := coalesce(new.branch_id, 0);
  previous bytea;
begin
  select head into previous from audit_chain where branch_id = chain for update;
  if not found then
    insert into audit_chain (branch_id) values (chain) on conflict do nothing;
    select head into previous from audit_chain where branch_id = chain for update;
  end if;
  new.id := nextval(pg_get_serial_sequence('audit_log', 'id'));
  new.prev_hash := previous;
  new.hash := audit_event_hash(previous, new);
  update audit_chain set head = new.hash, length = length + 1, last_id = new.id where branch_id = chain;
  return new;
end $$;

-- Events of an earlier version get their place in the chain.
alter table audit_log disable trigger audit_log_append_only;
do $$
declare
  e audit_log;
  chain bigint;
  previous bytea;
begin
  for e in select * from audit_log order by coalesce(branch_id, 0), id loop
    chain := coalesce(e.branch_id, 0);
    insert into audit_chain (branch_id) values (chain) on conflict do nothing;
    select head into previous from audit_chain where branch_id = chain;
    update audit_log set prev_hash = previous, hash = audit_event_hash(previous, e)
      where id = e.id and created_at = e.created_at returning * into e;
    update audit_chain set head = e.hash, length = length + 1, last_id = e.id where branch_id = chain;
  end loop;
end $$;
alter table audit_log enable trigger audit_log_append_only;
alter table audit_log alter hash set not null;

create trigger audit_log_chain before insert on audit_log for each row execute function audit_log_link();
-- The walk of the verifier, in the order of the chain.
create index audit_log_walk on audit_log (branch_id, id);

-- Down Migration

drop index audit_log_walk;
drop trigger audit_log_chain on audit_log;
alter table audit_log alter hash drop not null;
drop function audit_log_link();
drop function audit_event_hash(bytea, audit_log);
drop function audit_event_text(audit_log);
drop function audit_field(text);
drop table audit_chain;
