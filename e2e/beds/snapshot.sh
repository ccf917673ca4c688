#!/usr/bin/env bash
# Prints what a bed might leave on the machine, one thing a line and sorted, so that before and after can be compared.
# Beds that others keep elsewhere (TARDIGRADE_STATE) may come and go meanwhile, but for nodes: of theirs processes alone are not told.
set -uo pipefail
usual=/var/tmp/tardigrade-$(id -u)
root=${TARDIGRADE_STATE:-$usual}
is_ours() { # PROCESS: a folder of /proc
  local theirs
  theirs=$(tr '\0' '\n' <"$1/environ" 2>/dev/null | sed -n 's/^TARDIGRADE_STATE=//p')
  [ "${theirs:-$usual}" = "$root" ]
}
{
  sed 's/^/mount /' /proc/mounts
  ip -o link show 2>/dev/null | sed 's/^[0-9]*: /link /; s/@.*//; s/: .*//'
  ip -4 route show table all 2>/dev/null | sed 's/^/route /'
  find /run/netns -mindepth 1 2>/dev/null | sed 's/^/netns /'
  nft list ruleset 2>/dev/null | sed 's/^/nft /'
  iptables-save 2>/dev/null | grep -v '^#' | sed 's/\[[0-9:]*\]//; s/^/iptables /'
  for name in kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes vm/overcommit_memory vm/panic_on_oom \
    net/ipv4/ip_forward net/ipv4/conf/all/forwarding net/ipv4/conf/all/route_localnet net/bridge/bridge-nf-call-iptables; do
    [ ! -e "/proc/sys/$name" ] || echo "sysctl $name $(cat "/proc/sys/$name")"
  done
  find /sys/fs/cgroup -maxdepth 2 -type d 2>/dev/null | sed 's/^/cgroup /'
  find /run /var/log /var/lib /opt /etc/cni /tmp -maxdepth 2 \( -name '*cni*' -o -name '*kube*' -o -name '*containerd*' -o -name 'containers' \
    -o -name 'pods' -o -name 'storjnet*' -o -name 'tardigrade*' \) -not -path '/tmp/junit*' 2>/dev/null | sed 's/^/file /'
  find "$root" -mindepth 1 -maxdepth 1 2>/dev/null | sed 's/^/state /'
  # processes of the beds, by the program they run; a dead one that nobody has reaped has none
  for process in /proc/[0-9]*; do
    program=$(readlink "$process/exe" 2>/dev/null) || continue
    case $program in
    */tardigrade/bin/* | */containerd* | */runc | */postgresql/*/bin/postgres) name=${program##*/} ;;
    */bash)
      tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q 'beds/bed guard' || continue
      name=guard
      ;;
    *) continue ;;
    esac
    if is_ours "$process"; then echo "process ${process#/proc/} $name"; fi
  done
} | sort
