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
# Each architecture has its own image, because it holds the Java and the glibc of the machine that built it; its tag tells the sources, too. The
# name without both is for all architectures that were pushed so far from these sources.
push_images() {
  local image mine tag
  case $(uname -m) in
  x86_64) mine=amd64 ;;
  aarch64) mine=arm64 ;;
  *) fail "images cannot be built on $(uname -m)" "build them on a machine of the architecture amd64 or arm64" ;;
  esac
  tag=$(sources registry-runtime crds operator e2e/beds/storj/gateway | cut -c 1-12)
  for image in "${images[@]}"; do
    run_client "$("$bed" path crane)" push "$(image_tar "$image")" "$IMAGE_PREFIX/$image-$tag-$mine"
    join_architectures "$IMAGE_PREFIX/$image" "$IMAGE_PREFIX/$image-$tag"
  done
}
join_architectures() { # NAME PARTS
  local crane there=() architecture
  crane=$("$bed" path crane)
  for architecture in amd64 arm64; do
    if [ "$architecture" = "$mine" ] || image_exists "$2-$architecture"; then there+=("$architecture"); fi
  done
  if [ "${#there[@]}" = 1 ]; then
    run_client "$crane" copy "$2-$mine" "$1"
  else
    run_client "$crane" index append "${there[@]/#/--manifest=$2-}" --tag "$1"
  fi
  say "pushed $1 for ${there[*]}"
}
image_exists() { # IMAGE
  local answer
  answer=$("$("$bed" path crane)" digest "$1" 2>&1) && return
  tail -n 1 <<<"$answer" | grep -qE '404 Not Found|MANIFEST_UNKNOWN|NAME_UNKNOWN' || fail "the registry does not tell whether $1 is there: $answer" "try again"
  return 1
}
