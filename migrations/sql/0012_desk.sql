-- Up Migration

-- R7: since when a ticket waits for one advisor alone: not longer than the branch's `reservationMinutes`.
alter table ticket add column reserved_at timestamptz;
update ticket set reserved_at = updated_at where reserved_advisor_id is not null;
create index ticket_reserved on ticket (branch_id, reserved_at) where reserved_advisor_id is not null;

-- R4 transfer: what the one who serves next should know.
alter table ticket add column transfer_note text;

-- R4 undo: what an advisor did last and what taking it back needs. Read only while it is fresh.
alter table advisor add column last_command jsonb;
alter table advisor add column last_command_at timestamptz;

-- R9: how often the event of a message was called off and will be told once more. What was sent for the time before does
-- not count for the present one.
alter table mensaje add column rearmed integer not null default 0;

-- Down Migration

alter table mensaje drop column rearmed;
alter table advisor drop column last_command_at, drop column last_command;
alter table ticket drop column transfer_note;
drop index ticket_reserved;
alter table ticket drop column reserved_at;
