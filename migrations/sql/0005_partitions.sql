-- Up Migration

-- Makes the partitions that hold `day` where they are missing. Idempotent, and safe when two processes call it at once.
create function ensure_month_partitions(day date) returns integer language plpgsql as $$
declare
  first date := date_trunc('month', day)::date;
  next date := (date_trunc('month', day) + interval '1 month')::date;
  midnight text;
  parent text;
  child text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'));
  foreach parent in array array['ticket', 'mensaje', 'audit_log'] loop
    child := parent || '_' || to_char(first, 'YYYYMM');
    continue when to_regclass(child) is not null;
    -- Business days, but the log's own moments.
    midnight := case when parent = 'audit_log' then ' 00:00:00+00' else '' end;
    begin
      execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent,
        to_char(first, 'YYYY-MM-DD') || midnight, to_char(next, 'YYYY-MM-DD') || midnight);
      if parent = 'audit_log' then perform guard_audit_partition(child); end if;
      made := made + 1;
    exception when check_violation then
      raise warning '% has rows in the default partition and stays there', child;
    end;
  end loop;
  return made;
end $$;

-- R10: unlike a trigger for each row, one on TRUNCATE is not handed down to the partitions.
create function guard_audit_partition(child text) returns void language plpgsql as $$
begin
  execute format('create trigger audit_log_no_truncate before truncate on %I
    for each statement execute function audit_log_is_append_only()', child);
end $$;

-- The net under the monthly partitions: a number is never refused because a month is missing.
create table ticket_default partition of ticket default;
create table mensaje_default partition of mensaje default;
create table audit_log_default partition of audit_log default;
select guard_audit_partition('audit_log_default');

-- Down Migration

drop table audit_log_default, mensaje_default, ticket_default;
drop function ensure_month_partitions(date);
drop function guard_audit_partition(text);
