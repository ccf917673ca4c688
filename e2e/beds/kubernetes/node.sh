# shellcheck shell=bash
# A real node: containerd, kubelet and kube-proxy of Debian's packages and our own binary, all inside one set of namespaces (mounts,
# processes, network, host name). Its first process (node-init.sh) ends with a signal, and the kernel takes all the rest with it:
# pods, mounts, network namespaces, rules, routes. Outside, a node is this folder, one veth pair and one cgroup.
# Needs: say.sh, packages.sh, cache.sh, state.sh, keys.sh

need_node_packages() {
  [ "$(id -u)" = 0 ] || fail "a node needs root (namespaces, mounts, cgroups)" "sudo make …, or use a cluster that you have: make demo CLUSTER=current"
  need containerd=containerd ctr=containerd runc=runc /usr/lib/cni/ptp=containernetworking-plugins \
    iptables=iptables nft=nftables conntrack=conntrack ip=iproute2
}

make_node_network() { # before the control plane, which serves at the host's end
  local n
  exclusively free_network
  n=$(cat "$state/network")
  link=tg$n host=10.240.$n.254 node=10.240.$n.1 pods=10.241.$n.0/24 services=10.242.$n.0/24
  printf 'link=%s host=%s node=%s pods=%s services=%s\n' "$link" "$host" "$node" "$pods" "$services" >"$state/node.env"
  mkdir -m 755 "$state/node"
  make_cgroups
  launch node-init unshare --mount --pid --net --ipc --uts --fork --kill-child --mount-proc \
    "$beds/kubernetes/node-init.sh" "$state" "$(dirname "$(command -v containerd)")"
  await "the node's namespaces" 10 node_init_pid || fail "the node's namespaces could not be made" "see $root/logs/$(basename "$state")/node-init.log"
  ip link add "$link" type veth peer name eth0 netns "$(node_init_pid)"
  ip addr add "$host/24" dev "$link"
  ip link set "$link" up
  ip route add "$pods" via "$node"
  ip route add "$services" via "$node"
}
node_init_pid() {
  local unshare child
  unshare=$(pid_of node-init)
  [ -n "$unshare" ] && child=$(cat "/proc/$unshare/task/$unshare/children") && [ -n "$child" ] &&
    [ "$(readlink "/proc/${child% }/ns/net")" != "$(readlink /proc/self/ns/net)" ] && echo "${child% }"
}

start_node() { # after the control plane
  cd "$state" || return
  certificate kubelet "/O=system:nodes/CN=system:node:node" "IP:$node,DNS:node"
  certificate kube-proxy /CN=system:kube-proxy
  kubeconfig kubelet "$server"
  kubeconfig kube-proxy "$server"
  node_configuration
  touch node/go # node-init.sh waits for it
  await "containerd" 30 ctr -a "$state/node/containerd.sock" version || node_failed "containerd does not answer"
  load_image "$(pause_image)"
  touch node/images
  local i
  for ((i = 0; i < 600; i++)); do
    if bin/kubectl --kubeconfig admin.kubeconfig wait --for=condition=Ready node/node --timeout=1s >/dev/null 2>&1; then return; fi
    [ ! -e node/ended ] || node_failed "$(cat node/ended) ended"
    [ $((i % 75)) != 74 ] || say "waiting for the node ($((i / 5)) s of at most 120 s)"
    sleep 0.2
  done
  node_failed "the node did not get ready within 120 s"
}
node_failed() {
  tail -q -n 5 "$state"/log/{containerd,kubelet,kube-proxy}.log >&2 2>/dev/null || true
  fail "$1" "all logs: $root/logs/$(basename "$state")"
}

load_image() { # TAR (docker save)
  ctr -a "$state/node/containerd.sock" -n k8s.io images import "$1" >"$state/log/import.log" 2>&1 ||
    fail "the node could not load the image $1: $(tail -n 1 "$state/log/import.log")" "is it a tar of docker save? build it anew: make build"
}
pause_image() {
  "$beds/image/image.sh" bed.tardigrade.dev/probe:1 "$state/node/probe.tar" "program=$(cached probe)" >&2
  echo "$state/node/probe.tar"
}

node_configuration() {
  mkdir -p node/cni node/certs.d node/containerd node/kubelet
  cat >node/cni/10-bed.conflist <<JSON
{"cniVersion": "0.4.0", "name": "bed", "plugins": [
  {"type": "ptp", "ipMasq": false, "ipam": {"type": "host-local", "ranges": [[{"subnet": "$pods"}]],
    "dataDir": "/run/ipam", "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
JSON
  local major=2
  if [[ $(containerd --version) =~ \ v?1\. ]]; then major=1; fi
  sed "s|@STATE|$state/node|g" "$beds/kubernetes/containerd-$major.toml" >node/containerd.toml
  echo "nameserver $node" >node/resolv.conf
  chmod 644 node/resolv.conf
  cat >node/kubelet.yaml <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $node
failCgroupV1: false
cgroupDriver: cgroupfs
cgroupRoot: /$(cgroup)
failSwapOn: false
containerRuntimeEndpoint: unix://$state/node/containerd.sock
podLogsDir: $state/node/pod-logs
resolvConf: $state/node/resolv.conf
clusterDomain: cluster.local
clusterDNS: [$node]
tlsCertFile: $state/pki/kubelet.crt
tlsPrivateKeyFile: $state/pki/kubelet.key
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $state/pki/ca.crt}}
authorization: {mode: Webhook}
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
YAML
  cat >node/kube-proxy.yaml <<YAML
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
featureGates: {KubeProxyNFTablesLocalhostNodePorts: true}
nodePortAddresses: [primary, localhost] # containerd pulls by plain http from localhost
bindAddress: $node
healthzBindAddress: 127.0.0.1:10256
metricsBindAddress: 127.0.0.1:10249
clusterCIDR: $pods
clientConnection: {kubeconfig: $state/kube-proxy.kubeconfig}
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s} # not ours to set in a namespace
YAML
}

# --- cgroups: one in each hierarchy, so that nodes do not share theirs ----------------------------
cgroup() { echo "tardigrade-$(basename "$state")"; }
cgroup_hierarchies() { awk '$3 ~ /^cgroup2?$/ {print $2}' /proc/mounts; }
make_cgroups() {
  local at file
  for at in $(cgroup_hierarchies); do
    mkdir -p "$at/$(cgroup)"
    for file in cpuset.cpus cpuset.mems; do # empty in a new one of version 1, and then nothing can run there
      [ ! -e "$at/$(cgroup)/$file" ] || cat "$at/$file" >"$at/$(cgroup)/$file" 2>/dev/null || true
    done
  done
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then enable_controllers; fi
}
enable_controllers() { # version 2: what the root gives to its children, ours gives to the pods
  local controller controllers
  read -ra controllers <"/sys/fs/cgroup/$(cgroup)/cgroup.controllers"
  for controller in "${controllers[@]}"; do
    echo "+$controller" >"/sys/fs/cgroup/$(cgroup)/cgroup.subtree_control" 2>/dev/null || true
  done
}
clear_node() { # what is outside of its namespaces, after its processes have ended
  local at
  [ -e "$state/node.env" ] || return 0
  ip link del "$(sed -n 's/^link=\([^ ]*\).*/\1/p' "$state/node.env")" 2>/dev/null || true # the routes go with it
  for at in $(cgroup_hierarchies); do
    [ ! -d "$at/$(cgroup)" ] || remove_cgroup "$at/$(cgroup)"
  done
}
remove_cgroup() { # it is empty a moment after its processes have ended
  local i
  for ((i = 0; i < 100; i++)); do
    find "$1" -depth -type d -exec rmdir {} \; 2>/dev/null || true
    [ -d "$1" ] || return 0
    sleep 0.05
  done
  echo "the cgroup $1 could not be removed" >&2
}
