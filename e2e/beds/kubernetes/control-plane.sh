# shellcheck shell=bash
# etcd, kube-apiserver, kube-controller-manager and kube-scheduler, with RBAC and TLS.
# Needs: say.sh, cache.sh, state.sh, keys.sh

# start_control_plane ADDRESS ADVERTISED PODS SERVICES
# ADVERTISED is what the Service `kubernetes` leads to: not loopback; where no pods run, a documentation address that leads nowhere
start_control_plane() {
  local address=$1 advertised=$2 pods=$3 services=$4 api etcd peer kcm scheduler kube
  kube=$(cached kube)
  api=$(free_port) etcd=$(free_port) peer=$(free_port) kcm=$(free_port) scheduler=$(free_port)
  cd "$state" || return
  mkdir -m 700 pki etcd
  mkdir bin
  server=https://$address:$api
  make_keys "$address" "$advertised" "${services%.*}.1"
  for program in etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl; do ln -s "$kube" "bin/$program"; done

  launch etcd bin/etcd --data-dir=etcd --unsafe-no-fsync --log-level=warn \
    --cert-file=pki/etcd.crt --key-file=pki/etcd.key --trusted-ca-file=pki/ca.crt --client-cert-auth \
    --listen-client-urls="https://127.0.0.1:$etcd" --advertise-client-urls="https://127.0.0.1:$etcd" \
    --listen-peer-urls="http://127.0.0.1:$peer" --initial-advertise-peer-urls="http://127.0.0.1:$peer" \
    --initial-cluster="default=http://127.0.0.1:$peer"
  start_api_server
  await_api /readyz # not sooner: the two below end where the API server has not yet made their roles
  launch kube-controller-manager bin/kube-controller-manager --bind-address=127.0.0.1 --secure-port="$kcm" \
    --kubeconfig=controller-manager.kubeconfig \
    --authentication-kubeconfig=controller-manager.kubeconfig --authorization-kubeconfig=controller-manager.kubeconfig \
    --use-service-account-credentials --root-ca-file=pki/ca.crt --service-account-private-key-file=pki/service-account.key \
    --cluster-signing-cert-file=pki/ca.crt --cluster-signing-key-file=pki/ca.key \
    --allocate-node-cidrs --node-cidr-mask-size-ipv4=24 --cluster-cidr="$pods" --service-cluster-ip-range="$services" --leader-elect=false
  launch kube-scheduler bin/kube-scheduler --bind-address=127.0.0.1 --secure-port="$scheduler" --kubeconfig=scheduler.kubeconfig \
    --authentication-kubeconfig=scheduler.kubeconfig --authorization-kubeconfig=scheduler.kubeconfig --leader-elect=false
  await_api /api/v1/namespaces/default/serviceaccounts/default # made by the controllers: they work
}

make_keys() { # ADDRESS ADVERTISED FIRST-SERVICE
  authority
  certificate etcd /CN=etcd "IP:127.0.0.1"
  certificate apiserver /CN=kube-apiserver "IP:127.0.0.1,IP:$1,IP:$2,IP:$3,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
  certificate admin /O=system:masters/CN=admin
  certificate controller-manager /CN=system:kube-controller-manager
  certificate scheduler /CN=system:kube-scheduler
  certificate front-proxy /CN=front-proxy
  key service-account
  openssl pkey -in pki/service-account.key -pubout -out pki/service-account.pub # the API server reads no PKCS#8 here
  local client
  for client in admin controller-manager scheduler; do kubeconfig "$client" "$server"; done
}

# Writes are logged (verb, user, object, no bodies), so that tests can count them: audit.log
start_api_server() {
  cat >audit.yaml <<'YAML'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: Metadata, verbs: [create, update, patch, delete, deletecollection]}
YAML
  launch kube-apiserver bin/kube-apiserver --bind-address="$address" --secure-port="$api" --advertise-address="$advertised" \
    --etcd-servers="https://127.0.0.1:$etcd" --etcd-cafile=pki/ca.crt --etcd-certfile=pki/apiserver.crt --etcd-keyfile=pki/apiserver.key \
    --tls-cert-file=pki/apiserver.crt --tls-private-key-file=pki/apiserver.key --client-ca-file=pki/ca.crt \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged --profiling=false \
    --service-cluster-ip-range="$services" --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-key-file=pki/service-account.pub --service-account-signing-key-file=pki/service-account.key \
    --kubelet-client-certificate=pki/admin.crt --kubelet-client-key=pki/admin.key \
    --kubelet-certificate-authority=pki/ca.crt --kubelet-preferred-address-types=InternalIP \
    --requestheader-client-ca-file=pki/ca.crt --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file=pki/front-proxy.crt --proxy-client-key-file=pki/front-proxy.key \
    --audit-policy-file=audit.yaml --audit-log-path=audit.log --audit-log-mode=blocking
}

await_api() { # PATH: until it answers 200
  local i
  for ((i = 0; i < 1200; i++)); do
    if curl -sf --noproxy '*' --max-time 5 -o /dev/null --cacert pki/ca.crt --cert pki/admin.crt --key pki/admin.key "$server$1"; then return; fi
    all_run || fail "the control plane did not start" "the log above says why; all logs: $root/logs/$(basename "$state")"
    [ $((i % 150)) != 149 ] || say "waiting for the API server ($((i / 10)) s of at most 120 s)"
    sleep 0.1
  done
  fail "the API server did not answer $1 within 120 s" "is the machine very busy? logs: $root/logs/$(basename "$state")"
}
