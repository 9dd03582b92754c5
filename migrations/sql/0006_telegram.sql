-- Up Migration

-- R9: since when a message can go out: its event has happened and there is a chat to write to. What waits for its event
-- or for its chat is not in the index, so that the claim reads only what it will send.
alter table mensaje add column ready_at timestamptz;
drop index mensaje_due;
create index mensaje_ready on mensaje (fecha_programada, id) where estado_envio = 'PENDIENTE' and ready_at is not null;

-- What the customer asks of the bot: my tickets.
create index ticket_by_chat on ticket (telegram_chat_id, business_date) where telegram_chat_id is not null;
-- A phone that is shared finds the tickets that wait for it.
create index ticket_by_phone on ticket (telefono_hash, business_date)
  where telefono_hash is not null and status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO');
create index telegram_link_chat on telegram_link (chat_id);

update role set permissions = permissions || '["messages:read", "messages:write"]'
where name in ('SUPERVISOR', 'ADMIN');

-- What an earlier version left behind: messages that their tickets have overtaken.
update mensaje m set estado_envio = 'DESCARTADO'
from ticket t
where t.branch_id = m.branch_id and t.business_date = m.business_date and t.id = m.ticket_id
  and m.estado_envio = 'PENDIENTE'
  and (t.closed_at is not null or t.started_at is not null
    or (t.status = 'ATENDIENDO' and m.plantilla <> 'totem_es_tu_turno'));

-- Down Migration

update role set permissions = permissions - 'messages:read' - 'messages:write';
drop index telegram_link_chat, ticket_by_phone, ticket_by_chat, mensaje_ready;
create index mensaje_due on mensaje (fecha_programada, id) where estado_envio = 'PENDIENTE';
alter table mensaje drop column ready_at;
