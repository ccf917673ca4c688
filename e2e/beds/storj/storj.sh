# shellcheck shell=bash
# A real Storj network (satellite, storage nodes) and one Gateway-ST in front of it, each one process, on this machine.
# Needs: say.sh, packages.sh, cache.sh, state.sh

need_storj_packages() { need '/usr/lib/postgresql/*/bin/initdb=postgresql'; }

# start_storj HOST: HOST is the address that satellite and nodes serve at; for pods, one that they reach
start_storj() {
  local storjnet host=$1
  storjnet=$(cached storjnet)
  reachable_by_others
  cd "$state" || return
  mkdir -m 711 tmp net
  read -ra options <<<"${STORJNET_FLAGS:-}"
  TMPDIR=$state/tmp launch storjnet "$storjnet" -dir net -host "$host" "${options[@]}"
  await_storj "the Storj network" 90 test -e net/network.json
  (umask 077 && random_key 16 >access-key && random_key 32 >secret-key)
  endpoint=127.0.0.1:$(free_port)
  STORJ_ACCESS=$(cat net/encrypted-keys.grant) STORJ_CONFIG_DIR=$state/gateway STORJ_LOG_LEVEL=warn STORJ_SERVER_ADDRESS=$endpoint \
    STORJ_MINIO_ACCESS_KEY=$(cat access-key) STORJ_MINIO_SECRET_KEY=$(cat secret-key) \
    launch gateway "$(cached gateway)" run --metrics.addr=
  await_storj "the gateway" 60 gateway_answers
}
reachable_by_others() { # PostgreSQL refuses to run as root, so storjnet runs it as another user
  local folder=$state
  [ "$(id -u)" = 0 ] || return 0
  while [ "$folder" != / ]; do
    [ $((0$(stat -c %a "$folder") & 1)) = 1 ] || fail "other users cannot enter $folder, where PostgreSQL would run" "chmod o+x $folder, or set TARDIGRADE_STATE to another folder"
    folder=$(dirname "$folder")
  done
}
random_key() { head -c 64 /dev/urandom | base64 -w0 | tr -d '/+=' | head -c "$1"; }
gateway_answers() { # a signed request, which is answered by the satellite
  curl -sf --noproxy '*' --max-time 5 -o /dev/null --aws-sigv4 aws:amz:us-east-1:s3 --config <(printf 'user = "%s:%s"\n' "$(cat access-key)" "$(cat secret-key)") \
    "http://$endpoint/"
}
await_storj() { # WHAT SECONDS COMMAND...
  local what=$1 seconds=$2 i
  shift 2
  for ((i = 0; i < seconds * 10; i++)); do
    if "$@"; then return; fi
    all_run || fail "$what did not start" "the log above says why; all logs: $root/logs/$(basename "$state")"
    sleep 0.1
  done
  fail "$what was not ready within $seconds s" "logs: $root/logs/$(basename "$state")"
}
storj_value() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}$/\1/p" "$state/net/network.json"; }
