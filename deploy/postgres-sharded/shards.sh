#!/usr/bin/env bash
# Three PostgreSQL servers on this machine, and the partitions of Matching's records divided over them. README.md says what for, and what is lost.
set -euo pipefail

usage() {
  cat >&2 <<'TEXT'
shards.sh start FOLDER              makes (once) and starts three servers on 127.0.0.1; prints the connection string for Matching
shards.sh stop FOLDER [SHARD]       stops them, or one: 0 is the first, 1 and 2 hold partitions only
shards.sh resume FOLDER SHARD       starts one again
shards.sh spread FOLDER             moves partitions 6-10 to shard 1 and 11-15 to shard 2, with their records
shards.sh move FOLDER PARTITION SHARD   moves one, with its records; shard 0 takes it back
shards.sh where FOLDER              which partition lies where

PMO_PORTS="A B C" sets the ports (else free ones), PMO_SCHEMA the schema (else matching).
TEXT
  exit 2
}

[ $# -ge 2 ] || usage
command=$1
case $2 in /*) folder=$2 ;; *) folder=$PWD/$2 ;; esac
schema=${PMO_SCHEMA:-matching}
[[ $schema =~ ^[a-z_][a-z0-9_]*$ ]] || { echo "PMO_SCHEMA must be one name in lower case" >&2; exit 2; }
role=pmo_matching

bin=$(for initdb in /usr/lib/postgresql/*/bin/initdb; do [ -x "$initdb" ] && dirname "$initdb"; done | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id -u "$user" >/dev/null 2>&1 || user=nobody
  as() { (cd / && setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"); }
else
  user=
  as() { (cd / && "$@"); }
fi

port() { cat "$folder/$1/port"; }

# As the owner of the schema, or with -U pmo as the servers' owner.
sql() {
  local shard=$1
  shift
  PGPASSWORD=$(cat "$folder/password") PGOPTIONS="-c search_path=$schema -c client_min_messages=warning" \
    psql -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(port "$shard")" -d pmo_matching -U "$role" "$@"
}

free_port() {
  local candidate
  while true; do
    candidate=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { echo "$candidate"; return; }
  done
}

run() {
  as "$bin/pg_ctl" -w -s -t 120 -D "$folder/$1/data" -l "$folder/$1/log" \
    -o "-p $(port "$1") -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder/$1 ${PMO_POSTGRES_OPTIONS:-}" start >&2
}

make() {
  local ports=(${PMO_PORTS:-}) shard
  mkdir -p "$folder"
  chmod 711 "$folder"
  (umask 077; head -c 24 /dev/urandom | base64 | tr -d '/+\n' > "$folder/password")
  for shard in 0 1 2; do
    mkdir -p "$folder/$shard"
    cp "$folder/password" "$folder/$shard/password"
    echo "${ports[$shard]:-$(free_port)}" > "$folder/$shard/port"
    [ -z "$user" ] || chown -R "$user" "$folder/$shard"
    as "$bin/initdb" -D "$folder/$shard/data" -U pmo -A scram-sha-256 --pwfile="$folder/$shard/password" -E UTF8 --locale=C >/dev/null
    rm "$folder/$shard/password"
    run "$shard"
    PGPASSWORD=$(cat "$folder/password") psql -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(port "$shard")" -U pmo -d postgres \
      -v password="$(cat "$folder/password")" <<SQL
CREATE ROLE $role LOGIN PASSWORD :'password';
CREATE DATABASE pmo_matching OWNER $role;
\\c pmo_matching
CREATE SCHEMA $schema AUTHORIZATION $role;
SQL
  done

  # async_capable: shards answer side by side. batch_size: rows of one INSERT. fetch_size: rows of one answer. The time-outs: a shard that hangs is an error.
  for shard in 1 2; do
    sql 0 -U pmo -v password="$(cat "$folder/password")" <<SQL
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE SERVER shard_$shard FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
  host '127.0.0.1', port '$(port "$shard")', dbname 'pmo_matching', async_capable 'true', batch_size '1000', fetch_size '10000',
  connect_timeout '5', keepalives_idle '10', keepalives_interval '5', keepalives_count '3', tcp_user_timeout '30000',
  options '-c statement_timeout=900000 -c synchronous_commit=on');
CREATE USER MAPPING FOR $role SERVER shard_$shard OPTIONS (user '$role', password :'password');
GRANT USAGE ON FOREIGN SERVER shard_$shard TO $role;
SQL
  done
}

# The records of a partition, in one transaction of the first server: who reads meanwhile waits.
move() {
  local partition=$1 shard=$2 now columns
  now=$(sql 0 -At -c "SELECT coalesce((SELECT substr(s.srvname, 7) FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
    WHERE f.ftrelid = '$schema.records_$partition'::regclass), '0')")
  [ "$now" != "$shard" ] || return 0
  columns=$(sql 0 -At -c "SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
      || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''), ', ' ORDER BY attnum)
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = '$schema.records'::regclass AND attnum > 0 AND NOT attisdropped")

  # On a shard, what an interrupted move has left is begun anew: it is no part of the records yet.
  local table="CREATE TABLE records_$partition ($columns); ALTER TABLE records_$partition ADD PRIMARY KEY (pseudonym, upload, seq);"
  if [ "$shard" != 0 ]; then
    sql "$shard" -c "DROP TABLE IF EXISTS records_$partition; $table
      CREATE INDEX ON records_$partition (upload, pseudonym); CREATE INDEX ON records_$partition (household) WHERE household IS NOT NULL;"
    table="CREATE FOREIGN TABLE records_$partition PARTITION OF records FOR VALUES WITH (MODULUS 16, REMAINDER $partition)
      SERVER shard_$shard OPTIONS (schema_name '$schema', table_name 'records_$partition');"
    local attach=
  else
    local attach="ALTER TABLE records ATTACH PARTITION records_$partition FOR VALUES WITH (MODULUS 16, REMAINDER $partition);"
  fi

  sql 0 <<SQL
BEGIN;
LOCK TABLE records IN ACCESS EXCLUSIVE MODE;
ALTER TABLE records DETACH PARTITION records_$partition;
ALTER TABLE records_$partition RENAME TO records_moved;
ALTER INDEX IF EXISTS records_${partition}_pkey RENAME TO records_moved_pkey;
$table
INSERT INTO records_$partition SELECT * FROM records_moved;
DO \$\$ BEGIN
  IF (SELECT count(*) FROM records_$partition) <> (SELECT count(*) FROM records_moved) THEN RAISE 'records are missing'; END IF;
END \$\$;
$attach
$([ "$now" = 0 ] && echo "DROP TABLE records_moved;" || echo "DROP FOREIGN TABLE records_moved;")
COMMIT;
SQL
  [ "$now" = 0 ] || sql "$now" -c "DROP TABLE records_$partition"
  sql 0 -c "ANALYZE records_$partition"
}

case $command in
  start)
    if [ -f "$folder/password" ]; then for shard in 0 1 2; do run "$shard"; done; else make; fi
    echo "Host=127.0.0.1;Port=$(port 0);Database=pmo_matching;Username=$role;Password=$(cat "$folder/password");Search Path=$schema"
    ;;
  stop)
    for shard in ${3:-0 1 2}; do as "$bin/pg_ctl" -w -s -D "$folder/$shard/data" -m "${PMO_STOP:-fast}" stop; done
    ;;
  resume) [ $# = 3 ] || usage; run "$3" ;;
  spread) for partition in 6 7 8 9 10; do move $partition 1; done; for partition in 11 12 13 14 15; do move $partition 2; done ;;
  move)
    [ $# = 4 ] && [[ $3 =~ ^([0-9]|1[0-5])$ && $4 =~ ^[012]$ ]] || usage
    move "$3" "$4"
    ;;
  where)
    sql 0 -At -c "SELECT c.relname || ' ' || coalesce(s.srvname, 'shard_0') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
      WHERE i.inhparent = 'records'::regclass ORDER BY length(c.relname), c.relname"
    ;;
  *) usage ;;
esac
