-- Up Migration

-- R10: the owner migrates; the server works as `ticketero_app`, which can add to the audit log and change nothing in it.
-- A role belongs to the cluster and not to the database: it may be there already, and another migration may be making it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ticketero_app') then
    create role ticketero_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the role ticketero_app is missing and "%" may not create it: "create role ticketero_app nologin; grant ticketero_app to %"',
      current_user, current_user;
end $$;
do $$
begin
  if not pg_has_role(current_user, 'ticketero_app', 'usage') then
    execute format('grant ticketero_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to ticketero_app;
grant select, insert, update on all tables in schema public to ticketero_app;
alter default privileges in schema public grant select, insert, update on tables to ticketero_app;
do $$
begin
  -- A number's id is known before its row is written.
  execute format('grant usage on sequence %s to ticketero_app', pg_get_serial_sequence('ticket', 'id'));
end $$;
-- What has history is never deleted: it is closed, disabled, or drops out with its month (R12).
grant delete on pairing_code, idempotency_key, job_lease, telegram_link to ticketero_app;
revoke update on audit_log from ticketero_app;
revoke insert, update on audit_chain, schema_migration from ticketero_app;

-- The chain's heads are the database's alone to move, and tables its owner's to make.
alter function audit_log_link() security definer set search_path = public, pg_temp;
alter function ensure_month_partitions(date) security definer set search_path = public, pg_temp;

-- A partition of the log is reached through the log; by its own name it is nobody's.
create or replace function guard_audit_partition(child text) returns void language plpgsql as $$
begin
  execute format('create trigger audit_log_no_truncate before truncate on %I
    for each statement execute function audit_log_is_append_only()', child);
  execute format('revoke all on %I from ticketero_app', child);
end $$;
revoke execute on function guard_audit_partition(text) from public;
do $$
declare
  child regclass;
begin
  for child in select inhrelid::regclass from pg_inherits where inhparent = 'audit_log'::regclass loop
    execute format('revoke all on %s from ticketero_app', child);
  end loop;
end $$;

-- Down Migration

grant execute on function guard_audit_partition(text) to public;
create or replace function guard_audit_partition(child text) returns void language plpgsql as $$
begin
  execute format('create trigger audit_log_no_truncate before truncate on %I
    for each statement execute function audit_log_is_append_only()', child);
end $$;
alter function ensure_month_partitions(date) security invoker reset all;
alter function audit_log_link() security invoker reset all;
-- Its rights in this database; the role itself stays, for the others of the cluster.
drop owned by ticketero_app;
