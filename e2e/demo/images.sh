# shellcheck shell=bash
# The three images. Needs: say.sh, build.sh, registry-alone.sh (run_client), $repository, $bed, $work, $IMAGE_PREFIX
version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$repository/pom.xml" | head -n 1)
gateway_version=$(sed -n 's/.*storj.io\/gateway v\([0-9.]*\).*/\1/p' "$repository/e2e/beds/storj/gateway/go.mod" | head -n 1)
images=("registry:$version" "operator:$version" "gateway:v$gateway_version")

make_gateway_image() { # TAR
  ENTRYPOINT=/app/gateway "$repository/e2e/beds/image/image.sh" "$IMAGE_PREFIX/gateway:v$gateway_version" "$1" \
    "app/gateway=$("$bed" path gateway)" "etc/ssl/certs/ca-certificates.crt=/etc/ssl/certs/ca-certificates.crt"
}
image_tar() { # IMAGE
  case $1 in
  registry:*) echo "$repository/registry-runtime/target/image.tar" ;;
  operator:*) echo "$repository/operator/target/image.tar" ;;
  gateway:*) echo "$work/gateway.tar" ;;
  esac
}
# Each architecture has its own image, because it holds the Java and the glibc of the machine that built it. The name without one is for all
# architectures that were pushed so far.
push_images() {
  local image architecture
  case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
  for image in "${images[@]}"; do
    run_client "$("$bed" path crane)" push "$(image_tar "$image")" "$IMAGE_PREFIX/$image-$architecture"
    join_architectures "$IMAGE_PREFIX/$image"
  done
}
join_architectures() { # IMAGE
  local crane there=() architecture
  crane=$("$bed" path crane)
  for architecture in amd64 arm64; do
    if "$crane" digest "$1-$architecture" >/dev/null 2>&1; then there+=("$architecture"); fi
  done
  if [ "${#there[@]}" = 1 ]; then
    run_client "$crane" copy "$1-${there[0]}" "$1"
  else
    run_client "$crane" index append "${there[@]/#/--manifest=$1-}" --tag "$1"
  fi
  say "pushed $1 for ${there[*]}"
}
