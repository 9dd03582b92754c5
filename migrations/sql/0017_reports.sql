-- Up Migration

-- What the tickets of a day that is over come to, so that a report of a year does not read them again, nor miss them once
-- R12 has dropped them. Nothing personal. A day is here or it is not: its rows come with it and go with it.
create table report_day (
  branch_id bigint not null references branch,
  business_date date not null,
  rolled_up_at timestamptz not null,
  primary key (branch_id, business_date)
);

-- By the hour of arrival on the branch's clock. `waits` and `services`: the minutes (rounded) of each ticket that was called,
-- and served, two bytes each: put together they give the quantiles of any number of days, exact to the minute.
create table report_hour (
  branch_id bigint not null,
  business_date date not null,
  queue_type varchar(40) not null,
  hour smallint not null check (hour between 0 and 23),
  issued integer not null,
  served integer not null,
  no_show integer not null,
  gave_up integer not null,
  cancelled integer not null,
  called integer not null,
  wait_ms bigint not null,
  within_target integer not null,
  service_ms bigint not null,
  compared integer not null,
  covered integer not null,
  promised_minutes integer not null,
  delivered_ms bigint not null,
  waits bytea not null check (octet_length(waits) = 2 * called),
  services bytea not null check (octet_length(services) = 2 * served),
  primary key (branch_id, business_date, queue_type, hour),
  foreign key (branch_id, business_date) references report_day on delete cascade
);

-- The same by the desk that called them; 0: none did.
create table report_desk (
  like report_hour including constraints,
  advisor_id bigint not null,
  primary key (branch_id, business_date, advisor_id, queue_type, hour),
  foreign key (branch_id, business_date) references report_day on delete cascade
);

-- How long each advisor was on duty, and of that with a customer, by the hour on the branch's clock.
create table report_duty (
  branch_id bigint not null,
  business_date date not null,
  advisor_id bigint not null,
  hour smallint not null check (hour between 0 and 23),
  on_duty_ms bigint not null,
  busy_ms bigint not null check (busy_ms between 0 and on_duty_ms),
  primary key (branch_id, business_date, advisor_id, hour),
  foreign key (branch_id, business_date) references report_day on delete cascade
);

update role set permissions = permissions || '["reports:read"]' where name in ('SUPERVISOR', 'ADMIN');

-- Down Migration

update role set permissions = permissions - 'reports:read';
drop table report_duty, report_desk, report_hour, report_day;
