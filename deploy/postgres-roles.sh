#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume: the owner of the database, who is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$TONOMO_OWNER_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
create role tonomo_owner login createrole nosuperuser password :'password';
create database tonomo owner tonomo_owner encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' template template0;
SQL
