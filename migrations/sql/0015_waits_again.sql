-- Up Migration

-- R4: why a ticket that waits does so again, for a page that is opened only then.
alter table ticket add column waits_again text check (waits_again in ('DEVUELTO', 'TRANSFERIDO', 'REACTIVADO'));

-- Down Migration

alter table ticket drop column waits_again;
