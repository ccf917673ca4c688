#!/usr/bin/env bash
# Benchmarks in a folder of their own, which is gone at the end: bench.sh NAME-OF-PROGRAM [ARGUMENTS...]; see e2e/README.md.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
# shellcheck source=../beds/lib/say.sh
. e2e/beds/lib/say.sh
case $1 in
OperatorBench) needed=2000 programs=kube package=fleet ;;
StorjBench) needed=12000 programs='probe distribution gateway storjnet' package=bench ;;
*) needed=12000 programs='probe distribution minio gateway' package=bench ;;
esac
place=${BENCH_FOLDER:-/var/tmp}
free=$(df -Pm "$place" | awk 'NR == 2 {print $4}')
[ "$free" -ge $needed ] || fail "$place has $free MiB free; the benchmarks need $needed" "set BENCH_FOLDER to a larger disk"
JAVA_HOME=$(.mvn/find-jdk.sh)
export JAVA_HOME
# shellcheck disable=SC2086  # a list of words
e2e/beds/bed build $programs
say "building the product"
./mvnw -B -q -pl e2e -am -DskipTests -Dchecks.skip -Dmdep.outputFile=target/class-path package dependency:build-classpath
folder=$(mktemp -d "$place/bench.XXXXXX")
chmod 711 "$folder" # PostgreSQL refuses to run as root, so it runs as another user
trap 'rm -rf --one-file-system "$folder"' EXIT
trap 'exit 130' INT TERM
"$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -Dbasedir=e2e -Dbench.folder="$folder" \
  -cp "e2e/target/test-classes:$(cat e2e/target/class-path)" "dev.tardigrade.e2e.$package.$1" "${@:2}"
