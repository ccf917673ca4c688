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
push_images() {
  local image
  for image in "${images[@]}"; do
    run_client "$("$bed" path crane)" push "$(image_tar "$image")" "$IMAGE_PREFIX/$image"
    say "pushed $IMAGE_PREFIX/$image"
  done
}
