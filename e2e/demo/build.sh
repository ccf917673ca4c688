# shellcheck shell=bash
# Builds the product with Maven; BUILD=no takes what is built already. Needs: say.sh, $repository, $work

mkdir -p "$repository/e2e/target"

find_jdk() {
  JAVA_HOME=$("$repository/.mvn/find-jdk.sh") || exit 1
  export JAVA_HOME
}

# maven WHAT USUALLY ARGUMENTS...
maven() {
  local what=$1 usually=$2 log=$work/maven.log pid
  shift 2
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
# What was built from the same sources is not built again. sources FOLDER...: one hash for all that goes into it
sources() {
  (cd "$repository" && find pom.xml .mvn "$@" -type f ! -path '*/target/*' ! -path '*/src/test/*' -print0 | sort -z |
    xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}
sources_of_images() { echo "$IMAGE_PREFIX $(sources registry-runtime crds operator)"; }
built() { [ "${BUILD:-yes}" = no ] || { [ -e "$2" ] && [ "$(cat "$repository/e2e/target/$1.built" 2>/dev/null)" = "$3" ]; }; }
remember() { echo "$2" >"$repository/e2e/target/$1.built"; }

build_registry() {
  local launcher=registry-runtime/target/dist/bin/registry of
  of=$(sources registry-runtime)
  if built registry "$repository/$launcher" "$of"; then
    note "$launcher (built before from the same sources)"
    return
  fi
  maven "building the registry" "40 s, a minute more when Maven has to load its plugins first" -pl registry-runtime package -Dmaven.test.skip=true -Dchecks.skip
  remember registry "$of"
  note "$launcher"
}
build_images() {
  local tars=(registry-runtime/target/image.tar operator/target/image.tar) of
  of=$(sources_of_images)
  if ! { [ -e "$repository/${tars[0]}" ] && built images "$repository/${tars[1]}" "$of"; }; then
    maven "building operator and images" "90 s" -Pimages -pl registry-runtime,operator -am package -DskipTests -Dchecks.skip -Dimage.prefix="$IMAGE_PREFIX"
    remember images "$of"
    remember registry "$(sources registry-runtime)"
  else
    note "built before from the same sources:"
  fi
  note "$(cd "$repository" && du -m "${tars[@]}" | awk '{printf "%s (%s MB)  ", $2, $1}')"
}
