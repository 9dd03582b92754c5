-- Up Migration

-- R1: what the kiosk says of a queue that is closed; null: nothing of its own.
alter table queue add column notice varchar(200);

-- Who may close and reopen a queue or the branch.
update role set permissions = permissions || '["branch:status"]' where name in ('SUPERVISOR', 'ADMIN');

-- Down Migration

update role set permissions = permissions - 'branch:status';

alter table queue drop column notice;
