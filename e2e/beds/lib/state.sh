# shellcheck shell=bash
# One folder for each running bed: its processes, ports, keys, logs. A bed is what its folder says, so any shell can stop it.
# Needs: say.sh, cache.sh
root=${TARDIGRADE_STATE:-/var/tmp/tardigrade-$(id -u)}

use_bed() { # NAME: sets state
  [[ $1 =~ ^[a-z][a-z0-9-]{0,15}$ ]] || fail "the name of a bed is 1 to 16 of a-z, 0-9 and -, beginning with a letter; got '$1'"
  mkdir -p "$cache"
  make_root
  [ -O "$root" ] || fail "$root belongs to somebody else" "set TARDIGRADE_STATE to a folder of your own"
  [ ${#root} -le 70 ] || fail "the path $root is too long for the sockets in it" "set TARDIGRADE_STATE to a shorter one"
  state=$root/$1
}

make_root() { [ -d "$root" ] || mkdir -m 711 "$root" || [ -d "$root" ]; }

# Runs a command while no other shell changes the beds of this user.
exclusively() {
  local code=0
  exec 8>"$cache/beds.lock"
  flock 8
  "$@" 8>&- || code=$?
  exec 8>&-
  return "$code"
}

# --- processes: file `pids` has one line `pid start-time name` for each --------------------------
launch() { # NAME COMMAND...: in a session of its own, with its output in log/NAME.log
  local name=$1 pid start
  shift
  setsid "$@" >"$state/log/$name.log" 2>&1 </dev/null 8>&- 9>&- &
  pid=$!
  disown # no word from the shell when it is ended
  start=$(start_time $pid)
  echo "$pid ${start:-ended} $name" >>"$state/pids"
}
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

runs() { # PID START: still the same process, and not a dead one that nobody has reaped
  [ -n "$2" ] && [ "$(start_time "$1")" = "$2" ] && readlink "/proc/$1/exe" >/dev/null
}
pid_of() { awk -v name="$1" '$3 == name {print $1}' "$state/pids" | tail -n 1; }

all_run() { # says which process ended and why
  local pid start name
  while read -r pid start name; do
    runs "$pid" "$start" && continue
    echo "$name ended; the end of its log:" >&2
    tail -n 8 "$state/log/$name.log" >&2
    return 1
  done <"$state/pids"
}
any_runs() {
  local pid start
  [ -e "$state/pids" ] || return 1
  while read -r pid start _; do if runs "$pid" "$start"; then return 0; fi; done <"$state/pids"
  return 1
}

end_process() { # SIGNAL SECONDS PID START: returns 1 when it still runs then
  local i
  runs "$3" "$4" || return 0
  kill "-$1" "$3" 2>/dev/null
  for ((i = 0; i < $2 * 20; i++)); do
    runs "$3" "$4" || return 0
    sleep 0.05
  done
  return 1
}
end_processes() { # the last one started first; storjnet gets the time to remove its files, the others have nothing to save
  local pid start name
  [ -e "$state/pids" ] || return 0
  tac "$state/pids" | while read -r pid start name; do
    [ "$name" != storjnet ] || end_process TERM 10 "$pid" "$start"
    end_process KILL 10 "$pid" "$start" || echo "$name ($pid) does not end" >&2
  done
}

# Lets whatever ends a bed early (failure, Ctrl-C, kill -9 of the script, end of the process that asked for it) end all of it.
# $1: pid of the process that the bed is for; empty: it stays until it is stopped
guard() {
  setsid "$beds/bed" guard "$(basename "$state")" $$ "$(start_time $$)" "$1" "$([ -z "$1" ] || start_time "$1")" \
    >/dev/null 2>&1 </dev/null 8>&- 9>&- &
  disown
  echo "$! $(start_time $!)" >"$state/guard"
}
end_guard() { # also called by the guard itself
  local pid start
  [ -e "$state/guard" ] || return 0
  read -r pid start <"$state/guard"
  [ "$pid" = $$ ] || end_process KILL 2 "$pid" "$start" || echo "the guard ($pid) does not end" >&2
}
watch_over() { # STARTER ITS-START OWNER ITS-START
  while [ -d "$state" ]; do
    if [ -e "$state/ready" ]; then
      if [ -z "$3" ] || [ -e "$state/keep" ]; then return 0; fi
      runs "$3" "$4" || break
    else
      runs "$1" "$2" || [ -e "$state/ready" ] || break
    fi
    sleep 0.5
  done
  exclusively clear_away
}

# --- ports and networks ----------------------------------------------------------------------------
free_port() { # one that nothing listens at and that no other bed has taken; remembered in file `ports`
  local port
  while :; do
    port=$((RANDOM % 9000 + 20000))
    if grep -qsx "$port" "$root"/*/ports || (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
    echo "$port" >>"$state/ports"
    echo "$port"
    return
  done
}

# A number n for the networks 10.240.n.0/24 (node), 10.241.n.0/24 (pods) and 10.242.n.0/24 (services).
free_network() {
  local n taken
  taken=$(ip -o -4 addr show; ip -4 route show)
  for n in $(seq 0 63); do
    if grep -qE "10\.24[012]\.$n\." <<<"$taken" || grep -qsx "$n" "$root"/*/network; then continue; fi
    echo "$n" >"$state/network"
    return
  done
  fail "no free network among 10.240.0.0/24 … 10.240.63.0/24" "stop other beds: $beds/bed list"
}

# --- start and stop ----------------------------------------------------------------------------------
create_state() {
  if [ -d "$state" ] && any_runs; then
    fail "the bed $(basename "$state") already runs" "stop it first, or give another name"
  fi
  clear_away # what a crash of the machine left
  make_root # whoever stopped the last bed meanwhile has removed it
  mkdir -m 711 "$state"
  mkdir -m 700 "$state/log"
  : >"$state/pids"
  [ -z "${BED_LOGS:-}" ] || realpath -m "$BED_LOGS" >"$state/logs-to"
}
clear_away() {
  [ -d "$state" ] || return 0
  end_guard
  keep_logs
  end_processes
  clear_node
  rm -rf --one-file-system "$state"
  rmdir "$root/logs" "$root" 2>/dev/null || true
}
# The logs of a start that failed stay beside the beds, those of a test run go where BED_LOGS said at the start.
keep_logs() {
  local to
  to=$root/logs/$(basename "$state")
  rm -rf "$to"
  if [ -e "$state/logs-to" ]; then
    to=$(cat "$state/logs-to")
  elif [ -e "$state/ready" ]; then
    return 0
  fi
  mkdir -p "$to"
  cp "$state"/log/* "$to" 2>/dev/null || true
}
