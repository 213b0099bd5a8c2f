# shellcheck shell=bash
# A throw-away PostgreSQL 15 for the tests: a fresh cluster in a folder of its own outside the clone, on a random free
# port of 127.0.0.1, with fsync on (the tests kill the program under load and count what survived). It runs as user
# `postgres` when we are root, because PostgreSQL refuses to run as root, and else as ourselves.

readonly postgres_programs=/usr/lib/postgresql/15/bin
postgres_folder=
postgres_pid=

as_postgres() { # program arguments…
  local program=$postgres_programs/$1
  shift
  cd "$postgres_folder" || exit # postgres may not be allowed to stand in the clone
  if ((EUID == 0)); then exec runuser -u postgres -- "$program" "$@"; else exec "$program" "$@"; fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

postgres_start() {
  postgres_folder=$(mktemp -d /var/tmp/motcua-postgres.XXXXXX)
  ((EUID != 0)) || chown postgres "$postgres_folder"
  local log=$postgres_folder/log port
  (as_postgres initdb -D "$postgres_folder/cluster" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$log" 2>&1) ||
    { cat "$log" >&2; return 1; }
  port=$(free_port)
  (as_postgres postgres -D "$postgres_folder/cluster" -c listen_addresses=127.0.0.1 -c port="$port" \
    -c unix_socket_directories="$postgres_folder" -c max_connections=200 -c fsync=on >>"$log" 2>&1) &
  for ((i = 0; i < 300; i++)); do
    if "$postgres_programs/pg_isready" -q -h 127.0.0.1 -p "$port"; then
      postgres_pid=$(head -n 1 "$postgres_folder/cluster/postmaster.pid")
      export MOTCUA_TEST_POSTGRES="postgresql://postgres@127.0.0.1:$port/postgres"
      return
    fi
    sleep 0.1
  done
  cat "$log" >&2
  return 1
}

postgres_stop() {
  if [[ -n $postgres_pid ]]; then
    kill -INT "$postgres_pid" 2>/dev/null || true # fast shutdown: breaks off what is still connected
    for ((i = 0; i < 200; i++)); do
      kill -0 "$postgres_pid" 2>/dev/null || break
      sleep 0.1
    done
  fi
  [[ -z $postgres_folder ]] || rm -rf "$postgres_folder"
  postgres_pid='' postgres_folder=''
}
