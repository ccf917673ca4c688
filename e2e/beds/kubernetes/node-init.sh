#!/usr/bin/env bash
# The first process of a node, inside its namespaces: node-init.sh STATE FOLDER-OF-CONTAINERD
# Nothing it does is seen outside but files below STATE/node and STATE/log, and the cgroup made for it.
set -euo pipefail
state=$1
PATH=$2:/usr/sbin:/usr/bin:/sbin:/bin
hostname node

private_folders() {
  local folder
  for folder in /run /var/log /var/lib /opt; do
    [ ! -d "$folder" ] || mount -t tmpfs -o mode=755 tmpfs "$folder"
  done
  mkdir -p /run/netns /run/lock /var/log/containers
}

# The kubelet wants these set, for the whole machine. It only writes those that differ: it finds files here that say what it wants.
pretended_sysctls() {
  local name value
  mkdir /run/sysctl
  while read -r name value; do
    [ -e "/proc/sys/$name" ] || continue
    echo "$value" >"/run/sysctl/${name##*/}"
    mount --bind "/run/sysctl/${name##*/}" "/proc/sys/$name"
  done <<'TABLE'
vm/overcommit_memory 1
vm/panic_on_oom 0
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000
TABLE
}

network() {
  local link host node
  # shellcheck disable=SC1091  # link= host= node= pods= services=, written by node.sh
  . "$state/node.env"
  until ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done
  ip link set lo up
  ip addr add "$node/24" dev eth0
  ip link set eth0 up
  ip route add default via "$host"
  echo 1 >/proc/sys/net/ipv4/ip_forward
  : "$link"
}

run() { # NAME COMMAND...: tells the outside when it ends
  local name=$1
  shift
  { "$@" >"$state/log/$name.log" 2>&1 </dev/null || true; echo "$name" >"$state/node/ended"; } &
}

await_file() { until [ -e "$1" ]; do sleep 0.05; done; }

cd "$state"
private_folders
pretended_sysctls
network
await_file node/go
run containerd containerd --config node/containerd.toml
await_file node/images
node_ip=$(sed -n 's/.* node=\([^ ]*\).*/\1/p' node.env)
run kubelet bin/kubelet --config=node/kubelet.yaml --kubeconfig=kubelet.kubeconfig --root-dir="$state/node/kubelet" \
  --hostname-override=node --node-ip="$node_ip"
run kube-proxy bin/kube-proxy --config=node/kube-proxy.yaml --hostname-override=node
wait
sleep infinity # the namespaces stay for whoever looks for the cause
