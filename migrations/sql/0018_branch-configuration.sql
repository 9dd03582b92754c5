-- Up Migration

-- What has history is never deleted: a branch that is no more gives no numbers, and its log stays.
alter table branch add active boolean not null default true;

-- Down Migration

alter table branch drop active;
