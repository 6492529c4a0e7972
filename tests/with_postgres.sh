#!/usr/bin/env bash
# Runs a command with DATABASE_URL set to a throw-away PostgreSQL, and passes its exit code on:
#     tests/with_postgres.sh pytest
# The server listens on a Unix socket only, so it meets no other server, and is gone at the end.
# With --found it only answers, by its exit code, whether a server is installed here.
set -euo pipefail

server=$(find /usr/lib/postgresql -path '*/bin/postgres' 2>/dev/null | sort --version-sort | tail -n 1 || true)
server=${server:-$(command -v postgres || true)}
if [ "${1:-}" = --found ]; then
    test -n "$server"
    exit
fi
if [ -z "$server" ]; then
    echo "No PostgreSQL server was found. Debian's package is called postgresql." >&2
    exit 1
fi
programs=$(dirname "$(readlink -f "$server")")

home=$(mktemp -d /tmp/edi-postgres.XXXXXX)
as_server=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    as_server=(runuser -u postgres --)
    chown postgres "$home"
fi
chmod 755 "$home"

stop() {
    (cd "$home" && "${as_server[@]}" "$programs/pg_ctl" stop -D "$home/data" -m immediate) >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

options="-c listen_addresses='' -k $home -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
(
    cd "$home" # the server's user may not read the caller's folder
    "${as_server[@]}" "$programs/initdb" -D data -U edi -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    "${as_server[@]}" "$programs/pg_ctl" start -D data -l log -w -o "$options"
) >"$home/setup.log" 2>&1 || {
    cat "$home/setup.log" "$home/log" >&2
    exit 1
}

DATABASE_URL="postgres://edi@/postgres?host=$home" "$@"
