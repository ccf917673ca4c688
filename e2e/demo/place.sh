# shellcheck shell=bash
# Where the demo happens: a node and a Storj network of its own, or the cluster of the current kube context.
# Needs: say.sh, packages.sh, build.sh, $repository, $bed, $work, $CLUSTER, $IMAGE_PREFIX
node_bed=demo storj_bed=demo-storj
beds_root=${TARDIGRADE_STATE:-/var/tmp/tardigrade-$(id -u)}
version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$repository/pom.xml" | head -n 1)
gateway_version=$(sed -n 's/.*storj.io\/gateway v\([0-9.]*\).*/\1/p' "$repository/e2e/beds/storj/gateway/go.mod" | head -n 1)
images=("registry:$version" "operator:$version" "gateway:v$gateway_version")

step() { printf '\n── %s %s\n' "$1" "$(printf '─%.0s' $(seq $((76 - ${#1}))))"; }

explain_plan() {
  local cached='' name
  for name in probe crane gateway storjnet kube; do
    if command -v go >/dev/null && [ -x "$("$bed" path "$name" 2>/dev/null)" ]; then cached="$cached $name"; fi
  done
  cat <<TEXT
What this demo does
  1  builds the product and shows the registry alone: a push and a pull on the file system
  2  starts a real Kubernetes node and a real Storj network on this machine, and makes the images
  3  installs the operator and applies the smallest Registry
  4  pushes an image with a 40 MiB layer, runs it in a Pod, deletes the Registry, applies it again, pulls the image
  5  says how to go on
TEXT
  if [ "$CLUSTER" = current ]; then
    cat <<TEXT
It uses the cluster of the kube context "$(kubectl config current-context 2>/dev/null || echo none)", images under $IMAGE_PREFIX (pushed there), and the
grant in ${GRANT_FILE:-GRANT_FILE}. It makes the namespaces tardigrade-system and tardigrade-demo; make demo-stop removes both.
TEXT
  fi
  if [ "$(wc -w <<<"$cached")" = 5 ]; then
    note "Programs for step 2 are in the cache: all in all about 2 minutes."
  else
    cat <<'TEXT'
It downloads Maven artifacts (150 MB), Go modules (600 MB), Debian packages (up to 90 MB), and compiles Kubernetes and Storj once:
about 15 minutes on two cores, in the background while step 1 shows something real. It needs 8 GB of disk and 4 GB of memory.
TEXT
    [ -z "$cached" ] || note "In the cache already:$cached"
  fi
}

check_machine() {
  claim_demo
  find_jdk
  has go || [ -x /usr/local/go/bin/go ] || fail "Go is not installed" "install Go 1.26 or newer (https://go.dev/dl): Kubernetes and Storj are built from their Go modules"
  if [ "$CLUSTER" = own ]; then
    [ "$(id -u)" = 0 ] || fail "a node needs root" "sudo make demo, or use a cluster that you have: make demo CLUSTER=current"
    local memory
    memory=$(awk '/^MemAvailable/ {print int($2 / 1024)}' /proc/meminfo)
    [ "$memory" -ge 3000 ] || fail "$memory MiB of memory are available; node, Storj and builds need 3000" "stop something and start again"
    if [ -d "$beds_root/$node_bed" ]; then
      say "an earlier demo still runs: stopping it"
      stop_beds
    fi
  else
    check_current_cluster
  fi
}
# One demo at a time: the next one would stop the beds of this one.
claim_demo() {
  local other
  other=$(cat "$beds_root.demo" 2>/dev/null) || other=''
  if [ -n "$other" ] && tr '\0' ' ' 2>/dev/null <"/proc/$other/cmdline" | grep -q demo/demo.sh; then
    fail "another make demo is under way (process $other)" "wait for it, or end it: kill $other"
  fi
  echo $$ >"$beds_root.demo"
  claimed=yes
}
check_current_cluster() {
  has kubectl || fail "kubectl is not installed" "install it (https://kubernetes.io/docs/tasks/tools), or run the demo on its own node: make demo"
  kubectl get --raw /readyz >/dev/null 2>"$work/kubectl.log" || fail "the current kube context does not answer: $(head -n 1 "$work/kubectl.log")" "kubectl config get-contexts; kubectl config use-context NAME"
  [ -n "${GRANT_FILE:-}" ] || fail "which access grant shall the registry use?" \
    "make demo CLUSTER=current GRANT_FILE=file: made with 'uplink access export' or in Storj's console (Access > Create access grant)"
  [ -s "$GRANT_FILE" ] || fail "GRANT_FILE=$GRANT_FILE is not a file with something in it" "write the serialized access grant into it"
  [ "$IMAGE_PREFIX" != ghcr.io/tardigrade-dev ] || fail "the images must be pushed where your cluster can pull them" "make demo CLUSTER=current IMAGE_PREFIX=registry.example.com/you GRANT_FILE=file"
}

# --- the programs of the beds, compiled behind the rest ---------------------------------------------
start_building_beds() {
  if [ "$CLUSTER" = own ]; then
    "$bed" packages clients
    { "$bed" packages node storj && BED_OWNER=$$ "$bed" build; } >"$work/beds.log" 2>&1 &
  else
    BED_OWNER=$$ "$bed" build probe crane gateway >"$work/beds.log" 2>&1 &
  fi
  beds_build=$!
}
await_beds_build() {
  local shown=''
  while kill -0 "$beds_build" 2>/dev/null; do
    if [ "$shown" != "$(tail -n 1 "$work/beds.log")" ]; then
      shown=$(tail -n 1 "$work/beds.log")
      printf '%s\n' "$shown"
    fi
    sleep 1
  done
  wait "$beds_build" || { tail -n 15 "$work/beds.log" >&2 && exit 1; }
  beds_build=''
}

# --- cluster and Storj -----------------------------------------------------------------------------
start_place() {
  if [ "$CLUSTER" = own ]; then
    started=yes
    BED_OWNER=$$ "$bed" node start "$node_bed" | grep -v =
    BED_OWNER=$$ STORJ_HOST=$("$bed" env "$node_bed" host) "$bed" storj start "$storj_bed" | grep -v =
    KUBECONFIG=$("$bed" env "$node_bed" kubeconfig)
    kubectl_program=$("$bed" env "$node_bed" kubectl)
    GRANT_FILE=$("$bed" env "$storj_bed" grant)
    export KUBECONFIG
  else
    kubectl_program=$(command -v kubectl)
  fi
  k get nodes -o wide | cut -c1-120
}
k() { "$kubectl_program" "$@"; }
show() { # prints a command as a user would type it, and runs it
  printf '       $ kubectl %s\n' "$*"
  k "$@" 2>&1 | sed 's/^/         /'
}

publish_images() {
  local image tar
  ENTRYPOINT=/app/gateway "$repository/e2e/beds/image/image.sh" "$IMAGE_PREFIX/gateway:v$gateway_version" "$work/gateway.tar" \
    "app/gateway=$("$bed" path gateway)" "etc/ssl/certs/ca-certificates.crt=/etc/ssl/certs/ca-certificates.crt"
  for image in "${images[@]}"; do
    tar=$(image_tar "${image%%:*}")
    if [ "$CLUSTER" = own ]; then "$bed" load "$node_bed" "$tar"; else run_client "$("$bed" path crane)" push "$tar" "$IMAGE_PREFIX/$image"; fi
  done
  say "images ${images[*]} are $([ "$CLUSTER" = own ] && echo "loaded into the node" || echo "pushed to $IMAGE_PREFIX")"
}
image_tar() {
  case $1 in
  registry) echo "$repository/registry-runtime/target/image.tar" ;;
  operator) echo "$repository/operator/target/image.tar" ;;
  gateway) echo "$work/gateway.tar" ;;
  esac
}

# --- afterwards --------------------------------------------------------------------------------------
keep_evidence() {
  local to=$repository/e2e/target/demo-failed
  rm -rf "$to"
  mkdir -p "$to"
  cp "$work"/*.log "$to" 2>/dev/null || true
  if [ -n "${kubectl_program:-}" ]; then
    {
      k -n tardigrade-demo describe registries.tardigrade.dev
      k get pods -A -o wide
      k get events -A --sort-by=.lastTimestamp
      k -n tardigrade-demo logs --all-containers --tail=100 -l app.kubernetes.io/name=tardigrade-registry
      k -n tardigrade-system logs --tail=200 deployment/tardigrade-operator
    } >"$to/cluster.log" 2>&1 || true
  fi
  echo "logs:   $to" >&2
}
leave_running() { [ "$CLUSTER" != own ] || { "$bed" keep "$node_bed" && "$bed" keep "$storj_bed"; } 2>/dev/null || true; }
clear_place() { # only what this demo has made
  [ -z "${claimed:-}" ] || rm -f "$beds_root.demo"
  [ -z "${started:-}" ] || stop_beds
}
stop_beds() {
  "$bed" stop "$storj_bed"
  "$bed" stop "$node_bed"
}
