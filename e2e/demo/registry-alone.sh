# shellcheck shell=bash
# The registry alone, on the file system: start, push, pull, compare. Needs: say.sh, $repository, $work (an empty folder of ours)

# As root, skopeo notes where it saw blobs under /var/lib/containers, which the machine may not have had; as another user it does so here.
export _CONTAINERS_ROOTLESS_UID=1 XDG_DATA_HOME=$work/client-data

start_registry() { # sets registry_address
  local port
  port=$(unused_port)
  registry_address=127.0.0.1:$port
  mkdir -p "$work/storage"
  cat >"$work/config.yml" <<YAML
version: 0.1
storage:
  filesystem: {rootdirectory: $work/storage}
  delete: {enabled: true}
http:
  addr: $registry_address
  debug: {addr: "127.0.0.1:$(unused_port)"}
YAML
  # it ends with this script, however that ends
  setpriv --pdeathsig TERM "$repository/registry-runtime/target/dist/bin/registry" serve "$work/config.yml" >"$work/registry.log" 2>&1 &
  registry_pid=$!
  local since
  since=$(date +%s%N)
  until curl -sf --noproxy '*' -o /dev/null --max-time 2 "http://$registry_address/v2/"; do
    if ! kill -0 "$registry_pid" 2>/dev/null; then
      tail -n 10 "$work/registry.log" >&2
      fail "the registry ended at once" "its log above says why"
    fi
    [ $((($(date +%s%N) - since) / 1000000000)) -lt 60 ] || fail "the registry did not answer within 60 s" "see its log: $work/registry.log"
    sleep 0.05
  done
  say "registry answers at http://$registry_address/v2/ after $((($(date +%s%N) - since) / 1000000)) ms; its files: $work/storage"
}
unused_port() {
  local port
  while port=$((RANDOM % 9000 + 20000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# Pushes an image of two layers and pulls it back: push_and_pull ADDRESS
push_and_pull() {
  local image=$work/image.tar pushed pulled
  printf 'a layer that says hello\n' >"$work/hello.txt"
  head -c 8388608 /dev/urandom >"$work/data.bin"
  "$repository/e2e/beds/image/image.sh" "$1/demo/hello:1" "$image" "hello.txt=$work/hello.txt" "LAYER:data.bin=$work/data.bin"
  if command -v skopeo >/dev/null; then
    note "push and pull with $(skopeo --version)"
    run_client skopeo --insecure-policy copy --quiet --dest-tls-verify=false "docker-archive:$image" "docker://$1/demo/hello:1"
    pushed=$(client_digest "$1/demo/hello:1")
    run_client skopeo --insecure-policy copy --quiet --src-tls-verify=false "docker://$1/demo/hello:1" "dir:$work/pulled"
    pulled=sha256:$(sha256sum "$work/pulled/manifest.json" | cut -d' ' -f1)
  else
    note "push and pull with $(curl --version | cut -d' ' -f1,2 | head -n 1) (with skopeo, if it is installed)"
    pushed=$(curl_push "$1" demo/hello "$image")
    pulled=$(curl_pull "$1" demo/hello 1)
  fi
  [ "$pushed" = "${pulled:-nothing}" ] || fail "pushed $pushed but pulled $pulled" "please report this with $work/registry.log"
  note "pushed   $1/demo/hello:1 @ $pushed"
  note "pulled   the same digest, and every layer has its own"
}
run_client() { "$@" >"$work/client.log" 2>&1 || { tail -n 5 "$work/client.log" >&2 && fail "$1 failed" "its message above says why; the registry's log: ${registry_log:-$work/registry.log}"; }; }
client_digest() { skopeo inspect --tls-verify=false --format '{{.Digest}}' "docker://$1"; }

# --- the same with curl alone --------------------------------------------------------------------
http() { curl -sS --noproxy '*' --fail --max-time 60 "$@" || fail "the registry answered curl with an error" "${registry_log:-$work/registry.log} says why"; }
curl_upload() { # ADDRESS REPOSITORY FILE: prints `size digest`
  local digest location
  digest=sha256:$(sha256sum "$3" | cut -d' ' -f1)
  location=$(http -X POST -o /dev/null -D - "http://$1/v2/$2/blobs/uploads/" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
  case $location in http*) ;; *) location=http://$1$location ;; esac
  case $location in *\?*) location="$location&digest=$digest" ;; *) location="$location?digest=$digest" ;; esac
  http -X PUT -o /dev/null -H 'Content-Type: application/octet-stream' -T "$3" "$location"
  echo "$(stat -c %s "$3"),$digest"
}
descriptor() { printf '{"mediaType":"application/vnd.oci.image.%s","size":%s,"digest":"%s"}' "$1" "${2%,*}" "${2#*,}"; }
curl_push() { # ADDRESS REPOSITORY TAR: prints the manifest's digest
  local folder=$work/unpacked layers='' layer manifest=$work/manifest.json
  mkdir -p "$folder"
  tar -xf "$3" -C "$folder"
  for layer in "$folder"/*.tar; do layers="$layers,$(descriptor layer.v1.tar "$(curl_upload "$1" "$2" "$layer")")"; done
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
    "$(descriptor config.v1+json "$(curl_upload "$1" "$2" "$folder/config.json")")" "${layers#,}" >"$manifest"
  http -X PUT -o /dev/null -H 'Content-Type: application/vnd.oci.image.manifest.v1+json' --data-binary "@$manifest" "http://$1/v2/$2/manifests/1"
  echo "sha256:$(sha256sum "$manifest" | cut -d' ' -f1)"
}
curl_pull() { # ADDRESS REPOSITORY TAG: prints the manifest's digest, after each of its blobs was found to have its own
  local manifest=$work/pulled.json digest
  http -H 'Accept: application/vnd.oci.image.manifest.v1+json' -o "$manifest" "http://$1/v2/$2/manifests/$3"
  while read -r digest; do
    http -o "$work/blob" "http://$1/v2/$2/blobs/$digest"
    [ "sha256:$(sha256sum "$work/blob" | cut -d' ' -f1)" = "$digest" ] || fail "the blob $digest came back changed" "please report this"
  done < <(grep -o 'sha256:[0-9a-f]\{64\}' "$manifest")
  echo "sha256:$(sha256sum "$manifest" | cut -d' ' -f1)"
}
