# shellcheck shell=bash
# Builds the product with Maven; BUILD=no takes what is built already. Needs: say.sh, $repository, $work

find_jdk() {
  JAVA_HOME=$("$repository/.mvn/find-jdk.sh") || exit 1
  export JAVA_HOME
}

# maven WHAT USUALLY ARGUMENTS...
maven() {
  local what=$1 usually=$2 log=$work/maven.log pid
  shift 2
  [ "${BUILD:-yes}" != no ] || return 0
  (cd "$repository" && exec ./mvnw -B "$@") >"$log" 2>&1 &
  pid=$!
  follow "$pid" "$what" "$usually" || explain_maven "$what" "$log"
}
explain_maven() {
  local remedy="the log is $2"
  grep -E '^\[ERROR\]|rror:' "$2" | head -n 8 >&2 || tail -n 8 "$2" >&2
  if grep -Eq "Could not transfer|UnknownHost|Connection refused|Connection reset|timed out|Failed to fetch|Failed to validate Maven" "$2"; then
    remedy="Maven Central cannot be reached: check the network (and the mirror in ~/.m2/settings.xml), then start again"
  elif grep -q "No space left" "$2"; then
    remedy="the disk is full: $(df -Pm "$repository" | awk 'NR == 2 {print $4}') MiB free; 3000 are needed"
  fi
  cp "$2" "$repository/e2e/target/maven-failed.log" 2>/dev/null || true
  fail "$1 failed" "$remedy"
}
build_registry() {
  maven "building the registry" "20 s, 60 s when Maven has to load its plugins first" -pl registry-runtime package -DskipTests -Dchecks.skip
  note "registry-runtime/target/dist/bin/registry"
}
build_images() {
  maven "building operator and images" "60 s" -Pimages -pl registry-runtime,operator -am package -DskipTests -Dchecks.skip -Dimage.prefix="$IMAGE_PREFIX"
  note "$(cd "$repository" && du -m registry-runtime/target/image.tar operator/target/image.tar | awk '{printf "%s (%s MB)  ", $2, $1}')"
}
