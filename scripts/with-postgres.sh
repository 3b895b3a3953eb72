#!/usr/bin/env bash
# Run a command against a PostgreSQL server of its own, made for it and thrown away after it:
#   with-postgres.sh COMMAND [ARG ...]      NIANGJIA_DATABASE_URL tells the command where it is
#   with-postgres.sh --find                 print the folder of the server's programs
set -euo pipefail

find_programs() {
  for folder in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
    [ -x "$folder/initdb" ] && found=$folder
  done
  [ -n "${found:-}" ] || { echo "PostgreSQL's server is not installed (apt-get install postgresql)" >&2; exit 1; }
  echo "$found"
}

programs=$(find_programs)
if [ "${1:-}" = --find ]; then echo "$programs"; exit 0; fi

folder=$(mktemp -d /tmp/niangjia-pg.XXXXXX)
as=() # PostgreSQL refuses to run as root
if [ "$(id -u)" = 0 ]; then
  as=(runuser -u postgres --)
  chown postgres "$folder"
fi
cd /tmp
stop() {
  "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

"${as[@]}" "$programs/initdb" -D "$folder/data" -U niangjia -A trust -E UTF8 --locale=C.UTF-8 >"$folder/log" 2>&1 ||
  { cat "$folder/log" >&2; exit 1; }
# No TCP port: only this user's socket. Durability is not what is tested here, so fsync is off.
"${as[@]}" "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" \
  -o "-k $folder -c listen_addresses='' -c fsync=off -c max_connections=200" start >/dev/null ||
  { cat "$folder/server.log" >&2; exit 1; }
"${as[@]}" "$programs/createdb" -h "$folder" -U niangjia niangjia
chmod 755 "$folder"
cd - >/dev/null
NIANGJIA_DATABASE_URL="postgres://niangjia@/niangjia?host=$folder" "$@"
