# shellcheck shell=bash
# What the demo shows on the cluster. Needs: say.sh, place.sh, registry-alone.sh (run_client)

stop_registry() {
  kill "$registry_pid"
  wait "$registry_pid" 2>/dev/null || true
  registry_pid=''
}

install_operator() {
  installed=yes
  if [ "$CLUSTER" = own ]; then
    note '$ kubectl apply -k manifests/install'
    k apply -k "$repository/manifests/install" >"$work/install.log" 2>&1 || install_failed
  else
    note "\$ kubectl kustomize manifests/install | sed 's|ghcr.io/tardigrade-dev/|$IMAGE_PREFIX/|' | kubectl apply -f -"
    k kustomize "$repository/manifests/install" | sed "s|ghcr.io/tardigrade-dev/|$IMAGE_PREFIX/|" | k label --local -f - "$label=demo" -o json |
      k apply -f - >"$work/install.log" 2>&1 || install_failed
  fi
  note "$(wc -l <"$work/install.log") objects applied"
  k -n tardigrade-system rollout status deployment/tardigrade-operator --timeout=120s >"$work/rollout.log" 2>&1 || {
    k -n tardigrade-system get pods >&2
    k -n tardigrade-system logs --tail=10 deployment/tardigrade-operator >&2 || true
    fail "the operator did not get ready within 120 s" "$(pod_problem tardigrade-system)"
  }
  say "operator is ready: $(k -n tardigrade-system get pods --no-headers -o custom-columns=:metadata.name,:status.phase | head -n 1)"
}
install_failed() {
  tail -n 5 "$work/install.log" >&2
  fail "the operator could not be installed" "do you have the rights of a cluster administrator? kubectl auth can-i create clusterroles"
}

put_grant() {
  k create namespace "$namespace" --dry-run=client -o yaml | k apply -f - >/dev/null
  k label --overwrite namespace "$namespace" pod-security.kubernetes.io/enforce=restricted "$label=demo" >/dev/null
  k -n "$namespace" create secret generic storj-access --from-file=accessGrant=<(tr -d '\n' <"$GRANT_FILE") --dry-run=client -o yaml |
    k apply -f - >/dev/null
  note "namespace $namespace (Pod Security: restricted) with the Secret storj-access, key accessGrant"
}

apply_registry() {
  [ ! -e "$work/shown" ] && sed 's/^/         /' "$repository/manifests/examples/quickstart.yaml"
  touch "$work/shown"
  show -n "$namespace" apply -f "$repository/manifests/examples/quickstart.yaml"
}

await_registry() {
  local i since=$SECONDS
  for ((i = 0; ; i++)); do
    [ "$(condition Ready status)" != True ] || break
    [ $((SECONDS - since)) -lt 180 ] || registry_not_ready
    [ $((i % 20)) != 19 ] || say "not ready yet: $(condition Ready reason): $(condition Ready message | cut -c1-100)"
    sleep 0.5
  done
  say "Ready after $((SECONDS - since)) s"
  show -n "$namespace" get registry
  show -n "$namespace" get events --field-selector "involvedObject.kind=Registry" -o 'custom-columns=TYPE:.type,REASON:.reason,MESSAGE:.message'
  find_address
}
condition() { k -n "$namespace" get registry "$registry" -o "jsonpath={.status.conditions[?(@.type==\"$1\")].$2}" 2>/dev/null || true; }
registry_not_ready() {
  k -n "$namespace" get registry "$registry" -o 'jsonpath={range .status.conditions[*]}{.type}{"\t"}{.status}{"\t"}{.reason}{"\t"}{.message}{"\n"}{end}' >&2
  k -n "$namespace" get pods >&2
  fail "the Registry did not get Ready within 180 s: $(condition Ready reason): $(condition Ready message)" "$(pod_problem "$namespace")"
}
pod_problem() { # NAMESPACE: what the kubelet says, as far as it says anything
  local said
  said=$(k -n "$1" get pods -o 'jsonpath={range .items[*].status.containerStatuses[*]}{.state.waiting.reason}{" "}{.state.waiting.message}{"\n"}{end}{range .items[*].status.initContainerStatuses[*]}{.state.waiting.reason}{" "}{.state.waiting.message}{"\n"}{end}' 2>/dev/null | grep -v '^ *$' | head -n 1)
  case $said in
  *ImagePull* | *ErrImage*) echo "the image cannot be pulled ($said): is IMAGE_PREFIX=$IMAGE_PREFIX reachable for the cluster?" ;;
  ?*) echo "the pod says: $said" ;;
  *) echo "see its events: kubectl -n $1 describe pods" ;;
  esac
}

# --- how clients and the node reach it -----------------------------------------------------------------
find_address() {
  if [ "$CLUSTER" = own ]; then
    address=$(k -n "$namespace" get service "$registry" -o 'jsonpath={.spec.clusterIP}:{.spec.ports[0].port}')
    pull_address=$address
    trust_plain_http "$address"
  else
    forward_port
  fi
}
trust_plain_http() { # the node's containerd speaks https to strangers
  local folder
  folder=$("$bed" env "$node_bed" hosts)/$1
  mkdir -p "$folder"
  printf '[host."http://%s"]\n  capabilities = ["pull", "resolve"]\n' "$1" >"$folder/hosts.toml"
}
forward_port() {
  local port
  [ -z "${forward_pid:-}" ] || kill "$forward_pid" 2>/dev/null || true
  port=$(unused_port)
  # not by the function k: the process that we end later must be kubectl itself, and not a shell around it
  "$kubectl_program" -n "$namespace" port-forward "service/$registry" "$port:5000" >"$work/forward.log" 2>&1 &
  forward_pid=$!
  address=127.0.0.1:$port
  await "the port-forward" 30 curl -sf --noproxy '*' "http://$address/v2/" || fail "kubectl port-forward does not work: $(tail -n 1 "$work/forward.log")" "may you forward ports in this cluster?"
}

# --- push, pull, run ----------------------------------------------------------------------------------
client() { # unmodified: skopeo where it is, else crane
  if has skopeo; then
    case $1 in
    push) run_client skopeo --insecure-policy copy --quiet --dest-tls-verify=false "docker-archive:$2" "docker://$3" ;;
    pull) run_client skopeo --insecure-policy copy --quiet --src-tls-verify=false "docker://$2" "dir:$3" ;;
    esac
  else
    case $1 in
    push) run_client "$("$bed" path crane)" push --insecure "$2" "$3" ;;
    pull) run_client "$("$bed" path crane)" pull --insecure --format=oci "$2" "$3" ;;
    esac
  fi
}
digest_of() { "$("$bed" path crane)" digest --insecure "$1"; }

push_image() {
  registry_log="kubectl -n $namespace logs deployment/$registry"
  head -c $((40 * 1024 * 1024)) /dev/urandom >"$work/data"
  data_digest=$(sha256sum "$work/data" | cut -d' ' -f1)
  "$repository/e2e/beds/image/image.sh" demo/hello:1 "$work/hello.tar" "program=$("$bed" path probe)" "LAYER:data=$work/data"
  local since
  since=$(date +%s%N)
  client push "$work/hello.tar" "$address/demo/hello:1"
  pushed=$(digest_of "$address/demo/hello:1")
  say "pushed $address/demo/hello:1 (layers of 7 and 40 MiB) by $(has skopeo && skopeo --version || echo crane) in $((($(date +%s%N) - since) / 1000000)) ms"
  note "digest $pushed"
}

# A Pod of that image prints the hash of the file in its 40 MiB layer: run_from_registry POD
run_from_registry() {
  local pod=hello-$1 image said
  if [ "$CLUSTER" = current ]; then run_on_current_cluster "$pod" && return; fi
  image=$pull_address/demo/hello:1
  make_pod "$pod" "$image"
  k -n "$namespace" wait --for=jsonpath='{.status.phase}'=Succeeded "pod/$pod" --timeout=90s >"$work/pod.log" 2>&1 ||
    fail "the Pod $pod did not run to its end: $(k -n "$namespace" get pod "$pod" -o 'jsonpath={.status.containerStatuses[0].state}')" "kubectl -n $namespace describe pod $pod"
  compare_pod "$pod"
  if [ "$1" = first ]; then forget_image "$image"; fi
}
make_pod() {
  k -n "$namespace" delete pod "$1" --ignore-not-found --wait >/dev/null
  k -n "$namespace" apply -f - >/dev/null <<YAML
apiVersion: v1
kind: Pod
metadata: {name: $1}
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  securityContext: {runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: hello
    image: $2
    imagePullPolicy: Always
    args: [hash, /data]
    securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
YAML
}
compare_pod() {
  local said running
  said=$(k -n "$namespace" logs "$1")
  running=$(k -n "$namespace" get pod "$1" -o 'jsonpath={.status.containerStatuses[0].imageID}')
  [ "${running##*@}" = "$pushed" ] || fail "the Pod ran $running, but $pushed was pushed" "please report this"
  [ "$said" = "$data_digest" ] || fail "the 40 MiB file has the hash $data_digest, but $said in the Pod" "please report this"
  say "Pod $1 was pulled by the node's containerd and ran: same image digest, same hash of its 40 MiB file"
  k -n "$namespace" delete pod "$1" --wait=false >/dev/null
}
forget_image() { # so that the node must pull every byte again
  local socket
  socket=$("$bed" env "$node_bed" containerd)
  ctr -a "$socket" -n k8s.io images ls -q | grep -F "/demo/hello" | while read -r name; do ctr -a "$socket" -n k8s.io images rm --sync "$name" >/dev/null; done
}
# Nodes of foreign clusters pull by plain http only from what they take for themselves: localhost and a NodePort.
run_on_current_cluster() {
  [ "${plain_http:-yes}" = yes ] || return 0
  k -n "$namespace" patch registry "$registry" --type=merge -p '{"spec":{"exposure":[{"name":"node","type":"NodePort"}]}}' >/dev/null
  await "the node port" 60 node_port || { note "no NodePort: the Pod is left out" && return; }
  pull_address=localhost:$(node_port)
  make_pod "$1" "$pull_address/demo/hello:1"
  if k -n "$namespace" wait --for=jsonpath='{.status.phase}'=Succeeded "pod/$1" --timeout=60s >/dev/null 2>&1; then
    compare_pod "$1"
  else
    note "this cluster's nodes do not pull from $pull_address by plain http, so the Pod is left out."
    note "For pods, expose the Registry with TLS, or let containerd trust the address (certs.d)."
    plain_http=no
    k -n "$namespace" delete pod "$1" --wait=false >/dev/null
  fi
}
node_port() { k -n "$namespace" get services -l "app.kubernetes.io/instance=$registry" -o 'jsonpath={.items[*].spec.ports[?(@.nodePort)].nodePort}' | grep -o '[0-9]\+' | head -n 1; }

delete_registry() {
  show -n "$namespace" delete -f "$repository/manifests/examples/quickstart.yaml"
  await "the Registry's pods to end" 60 no_pods || fail "the Registry's pods are still there after 60 s" "kubectl -n $namespace describe pods"
  note "deleted: no Deployment, no Service, no pods; the bucket stays (deletionPolicy: Retain)"
}
no_pods() { [ -z "$(k -n "$namespace" get pods -l "app.kubernetes.io/instance=$registry" -o name)" ]; }
pull_again() {
  local pulled
  rm -rf "$work/pulled"
  client pull "$address/demo/hello:1" "$work/pulled"
  pulled=$(digest_of "$address/demo/hello:1")
  [ "$pulled" = "$pushed" ] || fail "pushed $pushed, but after deleting and applying the Registry it is $pulled" "please report this"
  say "pulled the same image from the new Registry: the bucket kept it ($pulled)"
}

what_next() {
  if [ "$CLUSTER" = own ]; then
    "$bed" keep "$node_bed"
    "$bed" keep "$storj_bed"
    cat <<TEXT
Node and Storj network go on running. Look around:
  export KUBECONFIG=$KUBECONFIG PATH=$(dirname "$kubectl_program"):\$PATH
  kubectl -n $namespace get registry,pods
  skopeo copy --dest-tls-verify=false docker-archive:image.tar docker://$address/you/image:1
With your own grant and cluster:
  make demo CLUSTER=current IMAGE_PREFIX=registry.example.com/you GRANT_FILE=grant.txt
  (or step by step, as in README.md)
TEXT
  else
    cat <<TEXT
The operator and the Registry go on running in your cluster. Look around:
  kubectl -n $namespace get registry,pods
  kubectl -n $namespace port-forward service/$registry 5000
TEXT
  fi
  echo "To stop all of it:  make demo-stop$([ "$CLUSTER" = own ] || echo ' CLUSTER=current')"
  say "done"
}
