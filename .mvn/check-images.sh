#!/usr/bin/env bash
# check-images.sh [BUILT]: fails unless each image is small, runs as nobody, lists what is in it, and has the same bytes when the same sources
# are built once more in another place. BUILT is where it was built already (default: it is built here).
# check-images.sh once: the same of what was built here already, without building it again.
set -euo pipefail
umask 022
here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
limit=60000000
modules='registry-runtime operator'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

JAVA_HOME=$("$here/.mvn/find-jdk.sh")
export JAVA_HOME

build() { # FOLDER
  (cd "$1" && ./mvnw -B -q -Pimages -DskipTests -Dchecks.skip -pl registry-runtime,operator -am package)
}

failed=0
complain() {
  echo "$*" >&2
  failed=1
}

check() { # MODULE NAME-OF-PROGRAM
  local image=$built/$1/target/image.tar size config layer
  [ -e "$image" ] || { echo "there is no $image: make build" >&2 && exit 1; }
  size=$(stat -Lc %s "$image")
  echo "$1: $size bytes, SHA-256 $(sha256sum <"$image" | cut -c1-16)"
  [ "$size" -le "$limit" ] || complain "$1: larger than $limit bytes"
  config=$(tar xOf "$image" config.json)
  [[ $config == *'"User":"65532:65532"'* ]] || complain "$1: does not run as user 65532"
  for layer in $(tar tf "$image" | grep 'tar.gz$'); do tar xOf "$image" "$layer" | tar tz --warning=no-unknown-keyword; done >"$folder/files"
  grep -q "^usr/share/sbom/$2.cdx.json\$" "$folder/files" || complain "$1: has no list of what is in it (usr/share/sbom/$2.cdx.json)"
  if grep -E '^(bin|usr/bin)/[^/]+$' "$folder/files"; then complain "$1: has programs besides Java"; fi
  [ "$another" = none ] || cmp "$image" "$another/$1/target/image.tar" || complain "$1: another build of the same sources gave other bytes"
}

build_another() {
  mkdir -p "$another"
  (cd "$here" && git ls-files -z --cached --others --exclude-standard | tar c --null --ignore-failed-read -T -) | tar x -C "$another"
  build "$another"
}

another=$folder/another/place
case ${1:-here} in
once) built=$here another=none ;;
here) built=$here && build "$here" && build_another ;;
*) built=$1 && build_another ;;
esac
for module in $modules; do
  case $module in registry-runtime) check "$module" registry ;; *) check "$module" "$module" ;; esac
done
exit "$failed"
