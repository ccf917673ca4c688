#!/bin/sh
# Runs the @{launcher.name} with the jars of ../lib, on a Java of version 25 or newer that it looks for: first JAVA_HOME, then /usr/lib/jvm,
# then the newest on the PATH. JAVA_OPTS and @{launcher.options} may hold more options for Java, separated by blanks.
set -eu

needed=25

# Prints the file at the end of a chain of symbolic links.
resolve() (
  file=$1
  while [ -L "$file" ]; do
    target=$(readlink "$file")
    case $target in
      /*) file=$target ;;
      *) file=$(dirname "$file")/$target ;;
    esac
  done
  printf '%s\n' "$file"
)

# Prints the feature version of a java executable; 0 where it is none. Reads it from the file that each JDK carries, which is quicker
# than to start it.
version() (
  [ -x "$1" ] || { echo 0; return; }
  release=$(dirname "$(resolve "$1")")/../release
  found=
  [ ! -r "$release" ] || found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  [ -n "$found" ] || found=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  echo "${found:-0}"
)

# Prints the first fitting java executable of those given.
first() (
  for candidate; do
    [ "$(version "$candidate")" -lt "$needed" ] || { printf '%s\n' "$candidate"; return; }
  done
  return 1
)

newest_on_path() (
  best=$((needed - 1))
  java=
  IFS=:
  set -f
  for folder in ${PATH:-}; do
    candidate=${folder:-.}/java
    found=$(version "$candidate")
    [ "$found" -le "$best" ] || { best=$found; java=$candidate; }
  done
  [ -n "$java" ] && printf '%s\n' "$java"
)

java=$(first ${JAVA_HOME:+"$JAVA_HOME/bin/java"} /usr/lib/jvm/*"$needed"*/bin/java || newest_on_path) || {
  echo "@{launcher.name}: no Java $needed or newer in JAVA_HOME, /usr/lib/jvm and PATH: install a JDK or JRE $needed and set JAVA_HOME to it" >&2
  exit 1
}
home=$(CDPATH='' cd -- "$(dirname -- "$(resolve "$0")")/.." && pwd -P)

options="${JAVA_OPTS:-} ${@{launcher.options}:-}"
# Not meant for the program itself, which reads variables of its own by their prefix.
unset @{launcher.options}

# The options are split at blanks, and never taken for patterns of file names. The star is for Java: all jars of the folder.
set -f
# shellcheck disable=SC2086
exec "$java" \
  -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=@{java.compilers} -XX:+ExitOnOutOfMemoryError \
  $options -cp "$home/lib/*" '@{launcher.main}' "$@"
