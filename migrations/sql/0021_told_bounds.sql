-- Up Migration

-- Whose told bound time alone is about to break (R8): asked every five seconds, of all branches at once.
create index ticket_told_bound on ticket (told_by) where status in ('EN_ESPERA', 'PROXIMO');

-- Down Migration

drop index ticket_told_bound;
