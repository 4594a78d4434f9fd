#!/usr/bin/env bash
# A PostgreSQL primary and a streaming replica on this machine, to see a fail-over with. README.md says what a real pair needs besides.
#
#   replica.sh start DIR      makes both in DIR, or starts those that are there; prints "primary PORT" and "replica PORT"
#   replica.sh promote DIR    makes the replica a primary; refuses while the primary still runs
#   replica.sh rejoin DIR     makes the old primary, stopped or dead, the replica of the new one (copied anew)
#   replica.sh status DIR     one line for each: name, port, state
#   replica.sh stop DIR       stops both
#
# PMO_PG_BIN: folder of initdb, pg_ctl and the others; the newest below /usr/lib/postgresql. PMO_PG_PORT_A, PMO_PG_PORT_B: ports; free ones.
# PMO_PG_USER: whom PostgreSQL runs as when this is run as root; postgres, else nobody.
# PMO_PG_PASSWORD_FILE: holds the password of the user pmo; made in DIR when not given.
set -euo pipefail
umask 077

fail() { echo "replica.sh: $*" >&2; exit 2; }
[ $# -eq 2 ] || fail "replica.sh start|promote|rejoin|status|stop DIR"
command=$1 dir=$2

bin=${PMO_PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
[ -x "${bin:-}/initdb" ] || fail "PostgreSQL 15 or newer is not here: apt install postgresql, or set PMO_PG_BIN"

# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  user=${PMO_PG_USER:-$(id -un postgres 2>/dev/null || echo nobody)}
  as=(setpriv --reuid "$user" --regid "$(id -gn "$user")" --clear-groups --)
fi
run() { (cd / && "${as[@]}" env HOME=/ PGPASSFILE="$dir/pgpass" "$@"); }

free_port() { # one that nothing listens on, from $1 on
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

port_of() { cat "$dir/$1.port"; }
# Not by pg_ctl status: it takes a killed server that nobody has waited for yet, as in a container without an init, for a running one.
is_up() {
  local pid
  pid=$(head -1 "$dir/$1/postmaster.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && [ -r "/proc/$pid/stat" ] && [ "$(cat "/proc/$pid/comm")" = postgres ] && [ "$(sed 's/.*) //' "/proc/$pid/stat" | cut -c1)" != Z ]
}
# Over the network as the services do, so that a password that is not taken shows here.
sql() { run "$bin/psql" -X -w -h 127.0.0.1 -p "$(port_of "$1")" -U pmo -d postgres -v ON_ERROR_STOP=1 -Atqc "$2"; }
is_replica() { [ -e "$dir/$1/standby.signal" ]; }
up() { is_up "$1" || run "$bin/pg_ctl" -s -w -t 120 -D "$dir/$1" -l "$dir/$1.log" start; }
primary() { if [ -d "$dir/b" ] && is_replica a; then echo b; elif [ -d "$dir/b" ] && ! is_replica b; then cat "$dir/primary"; else echo a; fi; }
other() { [ "$1" = a ] && echo b || echo a; }

settings() { # NAME: what both need, for both may be primary one day
  cat <<CONF
listen_addresses = '127.0.0.1'
port = $(port_of "$1")
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 300
wal_level = replica
max_wal_senders = 5
max_replication_slots = 5
max_slot_wal_keep_size = 2GB
hot_standby = on
# What a read on the standby still sees is not cleaned away on the primary; where the replay must wait for a read all the same, the read goes after 30 s.
hot_standby_feedback = on
max_standby_streaming_delay = 30s
synchronous_commit = on
# The name is the other one's cluster_name. A commit waits until it is on the other's disk.
cluster_name = 'pmo_$1'
synchronous_standby_names = '$2'
CONF
}

copy() { # FROM TO: a copy that follows, by a slot of its own
  local from=$1 to=$2
  sql "$from" "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = 'pmo_$to' AND NOT active" >/dev/null
  run "$bin/pg_basebackup" -w -D "$dir/$to" -d "host=127.0.0.1 port=$(port_of "$from") user=pmo passfile=$dir/pgpass application_name=pmo_$to" \
    -R -X stream -C -S "pmo_$to" -c fast
  settings "$to" "" | run sh -c "cat > '$dir/$to/pmo.conf'"
  up "$to"
  # Not before it is there: a primary waits for whom it names, at each commit.
  settings "$from" "pmo_$to" | run sh -c "cat > '$dir/$from/pmo.conf'"
  run "$bin/pg_ctl" -s -D "$dir/$from" reload
}

case $command in
  start)
    if [ ! -d "$dir/a" ]; then
      mkdir -p "$dir"
      dir=$(cd "$dir" && pwd)
      if [ -n "${PMO_PG_PASSWORD_FILE:-}" ]; then cat "$PMO_PG_PASSWORD_FILE" > "$dir/password"; else head -c 24 /dev/urandom | base64 | tr -d '/+=' > "$dir/password"; fi
      printf '127.0.0.1:*:*:pmo:%s\n' "$(head -1 "$dir/password")" > "$dir/pgpass"
      first=${PMO_PG_PORT_A:-$(free_port 15432)}
      echo "$first" > "$dir/a.port"
      echo "${PMO_PG_PORT_B:-$(free_port $((first + 1)))}" > "$dir/b.port"
      [ ${#as[@]} -eq 0 ] || chown -R "$user" "$dir"
      run "$bin/initdb" -D "$dir/a" -U pmo -A scram-sha-256 --pwfile="$dir/password" -E UTF8 --locale=C.UTF-8 --data-checksums >/dev/null
      run sh -c "echo \"include 'pmo.conf'\" >> '$dir/a/postgresql.conf'"
      settings a "" | run sh -c "cat > '$dir/a/pmo.conf'"
      up a
      copy a b
      run sh -c "echo a > '$dir/primary'"
    else
      dir=$(cd "$dir" && pwd)
      up "$(primary)"
      up "$(other "$(primary)")"
    fi
    echo "primary $(port_of "$(primary)")"
    echo "replica $(port_of "$(other "$(primary)")")"
    ;;
  promote)
    dir=$(cd "$dir" && pwd)
    old=$(primary) new=$(other "$(primary)")
    is_replica "$new" || fail "$new is no replica"
    # Two primaries would each acknowledge what the other never sees. On two machines: fence the old one first.
    ! is_up "$old" || fail "the primary $old still runs; stop it first: pg_ctl -D $dir/$old stop -m fast"
    # Whoever starts the old one by accident gets nothing: it would wait for a replica that is none any more.
    run "$bin/pg_ctl" -s -w -D "$dir/$new" promote
    run sh -c "echo $new > '$dir/primary'"
    echo "primary $(port_of "$new")"
    ;;
  rejoin)
    dir=$(cd "$dir" && pwd)
    new=$(primary) old=$(other "$(primary)")
    ! is_up "$old" || fail "$old still runs"
    run rm -rf "$dir/$old"
    copy "$new" "$old"
    echo "replica $(port_of "$old")"
    ;;
  status)
    dir=$(cd "$dir" && pwd)
    for name in a b; do
      if ! is_up $name; then state=stopped; elif is_replica $name; then state=replica
      else state="primary, $(sql $name "SELECT coalesce(string_agg(application_name || ' ' || sync_state || ' ' || pg_wal_lsn_diff(pg_current_wal_lsn(), flush_lsn) || ' bytes behind', ', '), 'no replica') FROM pg_stat_replication")"; fi
      echo "$name $(port_of $name) $state"
    done
    ;;
  stop)
    dir=$(cd "$dir" && pwd)
    for name in "$(primary)" "$(other "$(primary)")"; do ! is_up "$name" || run "$bin/pg_ctl" -s -w -D "$dir/$name" -m fast stop; done
    ;;
  *) fail "unknown: $command" ;;
esac
