# shellcheck shell=bash
# Where the demo happens: a node and a Storj network of its own, or the cluster of the current kube context.
# Needs: say.sh, packages.sh, images.sh, ours.sh, $repository, $bed, $work, $CLUSTER, $IMAGE_PREFIX
node_bed=demo storj_bed=demo-storj
beds_root=${TARDIGRADE_STATE:-/var/tmp/tardigrade-$(id -u)}
needed=(probe crane gateway) # of the beds' programs
[ "$CLUSTER" = current ] || needed+=(storjnet kube)

step() { printf '\n── %s %s\n' "$1" "$(printf '─%.0s' $(seq $((76 - ${#1}))))"; }

explain_plan() {
  echo "What this demo does"
  echo "  1  builds the product and shows the registry alone: a push and a pull on the file system"
  if [ "$CLUSTER" = own ]; then
    cat <<'TEXT'
  2  starts a real Kubernetes node and a real Storj network on this machine, and makes the images
  3  installs the operator and applies the smallest Registry
  4  pushes an image with a 40 MiB layer, runs it in a Pod, deletes the Registry, applies it again, pulls the image
  5  says how to go on
TEXT
    explain_downloads "Go modules (600 MB), Debian packages (up to 170 MB), and compiles Kubernetes and Storj once: about
16 minutes on two cores, in the background while step 1 shows something real. It needs 8 GB of disk and 4 GB of memory."
  else
    cat <<TEXT
  2  makes the images, and pushes them to $IMAGE_PREFIX
  3  installs the operator in the cluster of the kube context "$(kubectl config current-context 2>/dev/null || echo none)", and applies the smallest
     Registry with the grant in ${GRANT_FILE:-GRANT_FILE}: namespaces tardigrade-system and tardigrade-demo
  4  pushes an image with a 40 MiB layer, runs it in a Pod where the nodes pull by plain http, deletes the Registry, applies it again, pulls
  5  says how to go on; make demo-stop CLUSTER=current removes what it made
TEXT
    explain_downloads "Go modules (200 MB), and compiles Storj's gateway once: about 3 minutes on two cores, in the background."
  fi
}
explain_downloads() { # TEXT
  local cached=() name
  for name in "${needed[@]}"; do
    if [ -x "$("$bed" path "$name" 2>/dev/null)" ]; then cached+=("$name"); fi
  done
  if [ "${cached[*]}" = "${needed[*]}" ]; then
    note "Programs for step 2 are in the cache: all in all about 2 minutes."
  else
    echo "It downloads Maven artifacts (150 MB), $1"
    [ ${#cached[@]} = 0 ] || note "In the cache already: ${cached[*]}"
  fi
}

check_machine() {
  claim_demo
  find_jdk
  find_go
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
  if [ -z "${GRANT_FILE:-}" ] || [ "$IMAGE_PREFIX" = ghcr.io/tardigrade-dev ]; then
    fail "GRANT_FILE says which access grant the registry uses, IMAGE_PREFIX where images go that your cluster pulls; both are needed" \
      "make demo CLUSTER=current IMAGE_PREFIX=registry.example.com/you GRANT_FILE=file (a grant is made by 'uplink access export', or in Storj's console: Access > Create access grant)"
  fi
  [ -s "$GRANT_FILE" ] || fail "GRANT_FILE=$GRANT_FILE is not a file with something in it" "write the serialized access grant into it"
  kubectl_program=$(command -v kubectl)
  refuse_what_is_not_ours
}

# --- the programs of the beds, compiled behind the rest ---------------------------------------------
start_building_beds() {
  if [ "$CLUSTER" = own ]; then
    # unmodified; a system with other packages does with crane and curl
    if has apt-get; then need skopeo=skopeo; fi
    { "$bed" packages node storj && BED_OWNER=$$ "$bed" build "${needed[@]}"; } >"$work/beds.log" 2>&1 &
  else
    BED_OWNER=$$ "$bed" build "${needed[@]}" >"$work/beds.log" 2>&1 &
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
  fi
  k get nodes -o wide | cut -c1-120
}
k() { "$kubectl_program" "$@"; }
show() { # prints a command as a user would type it, and runs it
  printf '       $ kubectl %s\n' "$*"
  k "$@" 2>&1 | sed 's/^/         /'
}

publish_images() {
  local image
  make_gateway_image "$work/gateway.tar"
  if [ "$CLUSTER" = own ]; then
    for image in "${images[@]}"; do "$bed" load "$node_bed" "$(image_tar "$image")"; done
    say "images ${images[*]} are loaded into the node"
  else
    push_images
  fi
}

# --- afterwards --------------------------------------------------------------------------------------
keep_evidence() {
  local to=$repository/e2e/target/demo-failed place
  [ -n "$(find "$work" -name '*.log')" ] || return 0 # it did not even begin
  rm -rf "$to"
  mkdir -p "$to"
  cp "$work"/*.log "$to" 2>/dev/null || true
  if [ -n "${kubectl_program:-}" ]; then
    {
      k -n tardigrade-demo describe registries.tardigrade.dev
      for place in tardigrade-demo tardigrade-system; do
        k -n "$place" get pods -o wide
        k -n "$place" get events --sort-by=.lastTimestamp
      done
      k -n tardigrade-demo logs --all-containers --tail=100 -l app.kubernetes.io/name=tardigrade-registry
      k -n tardigrade-system logs --tail=200 deployment/tardigrade-operator
    } >"$to/cluster.log" 2>&1 || true
  fi
  echo "logs:   $to" >&2
  [ "$CLUSTER" = own ] || [ -z "${installed:-}" ] || echo "what was made in the cluster is still there: make demo-stop CLUSTER=current removes it" >&2
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
