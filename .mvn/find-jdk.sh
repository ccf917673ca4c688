#!/bin/sh
# Prints the home of a JDK 25 or newer: JAVA_HOME, then /usr/lib/jvm, then the java in PATH.
set -eu
major() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }
fits() { [ -x "$1/bin/javac" ] && [ "$(major "$1")" -ge 25 ] 2>/dev/null; }

if [ -n "${JAVA_HOME:-}" ] && fits "$JAVA_HOME"; then echo "$JAVA_HOME" && exit; fi
for home in /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*25* "$HOME"/.sdkman/candidates/java/25*; do
  if fits "$home"; then echo "$home" && exit; fi
done
if command -v javac >/dev/null 2>&1; then
  home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  if fits "$home"; then echo "$home" && exit; fi
fi
echo "error:  no JDK 25 or newer in JAVA_HOME, /usr/lib/jvm or PATH" >&2
echo "remedy: install one (Eclipse Temurin, with which this is tested: https://adoptium.net), or set JAVA_HOME" >&2
exit 1
