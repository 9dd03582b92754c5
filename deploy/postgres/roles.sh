#!/bin/sh
# Once, when the database is made: who migrates owns it, who serves may add and change rows (docs/operations.md, "Two
# logins for the database"). Their passwords are those of the addresses that the containers are handed.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set owner `sed -E 's#^[a-z]+://[^:]+:([^@]+)@.*#\1#' "${SECRETS_DIR:-/run/secrets}/database_owner_url"`
\set server `sed -E 's#^[a-z]+://[^:]+:([^@]+)@.*#\1#' "${SECRETS_DIR:-/run/secrets}/database_url"`
create role ticketero_app nologin;
create role ticketero_owner login password :'owner' in role ticketero_app;
create role ticketero_server login password :'server' in role ticketero_app;
alter database :"DBNAME" owner to ticketero_owner;
create extension pg_stat_statements;
SQL
