-- Up Migration

-- Makes the partitions that hold `day` where they are missing. Idempotent, and safe when two processes call it at once.
create function ensure_month_partitions(day date) returns integer language plpgsql as $$
declare
  first date := date_trunc('month', day)::date;
  next date := (date_trunc('month', day) + interval '1 month')::date;
  suffix text := to_char(first, 'YYYYMM');
  parent text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'));
  foreach parent in array array['ticket', 'mensaje'] loop
    if to_regclass(parent || '_' || suffix) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)', parent || '_' || suffix, parent, first, next);
      made := made + 1;
    end if;
  end loop;
  if to_regclass('audit_log_' || suffix) is null then
    execute format('create table %I partition of audit_log for values from (%L) to (%L)', 'audit_log_' || suffix,
      to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(next, 'YYYY-MM-DD') || ' 00:00:00+00');
    made := made + 1;
  end if;
  return made;
end $$;

-- The net under the monthly partitions: a number is never refused because a month is missing.
create table ticket_default partition of ticket default;
create table mensaje_default partition of mensaje default;
create table audit_log_default partition of audit_log default;

-- Down Migration

drop table audit_log_default, mensaje_default, ticket_default;
drop function ensure_month_partitions(date);
