# shellcheck shell=bash
# How every script here talks: progress on standard output, failures on standard error with cause and remedy.
began=${BED_BEGAN:-$(date +%s)}

elapsed() { # seconds since the outermost script began, as 1:05
  local s=$(($(date +%s) - began))
  printf '%d:%02d' $((s / 60)) $((s % 60))
}
say() { printf '[%s] %s\n' "$(elapsed)" "$*"; }
note() { printf '       %s\n' "$*"; }

fail() { # cause [remedy]: never returns
  printf '\nerror:  %s\n' "$1" >&2
  [ -z "${2:-}" ] || printf 'remedy: %s\n' "$2" >&2
  exit 1
}

# Waits until a command succeeds; says what it waits for when that takes long.
# await WHAT SECONDS COMMAND...   returns 1 when the time is over
await() {
  local what=$1 seconds=$2 since now spoke=0
  shift 2
  since=$(date +%s)
  until "$@" >/dev/null 2>&1; do
    now=$(($(date +%s) - since))
    [ "$now" -lt "$seconds" ] || return 1
    if [ $((now / 15)) -gt "$spoke" ]; then spoke=$((now / 15)); say "waiting for $what (${now} s of at most ${seconds} s)"; fi
    sleep 0.2
  done
}

# Follows a background process with one line every 15 seconds (each second on a terminal), and returns its exit code.
# With BED_OWNER it also ends the process when the one that asked for it is gone. follow PID WHAT USUALLY
follow() {
  local pid=$1 what=$2 usually=$3 since=$SECONDS spoke=-1 every=15
  [ ! -t 1 ] || every=1
  while kill -0 "$pid" 2>/dev/null; do
    if [ $(((SECONDS - since) / every)) -gt "$spoke" ]; then
      spoke=$(((SECONDS - since) / every))
      if [ -n "${BED_OWNER:-}" ] && ! kill -0 "$BED_OWNER" 2>/dev/null; then kill "$pid" && exit 1; fi
      progress_line "[$(elapsed)] $what: $((SECONDS - since)) s (usually $usually)"
    fi
    sleep 0.2
  done
  [ ! -t 1 ] || printf '\r\033[K'
  wait "$pid"
}
progress_line() { if [ -t 1 ]; then printf '\r\033[K%s' "$1"; else printf '%s\n' "$1"; fi; }
