#!/usr/bin/env bash
# make build: programs and images of registry and operator.
# make push IMAGE_PREFIX=registry.example.com/you: the same, and the gateway's image from its Go module, pushed there as the user whom
# `docker login` or `crane auth login` knows.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
bed=$repository/e2e/beds/bed
export IMAGE_PREFIX=${IMAGE_PREFIX:-ghcr.io/tardigrade-dev}
mkdir -p "$repository/e2e/target"
work=$(mktemp -d "$repository/e2e/target/product.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=../beds/lib/say.sh
. "$here/../beds/lib/say.sh"
# shellcheck source=build.sh
. "$here/build.sh"
# shellcheck source=registry-alone.sh
. "$here/registry-alone.sh"
# shellcheck source=images.sh
. "$here/images.sh"

push() {
  [ "$IMAGE_PREFIX" != ghcr.io/tardigrade-dev ] ||
    fail "IMAGE_PREFIX must say where the images go; your cluster must be able to pull from there" "make push IMAGE_PREFIX=registry.example.com/you"
  "$bed" build probe crane gateway
  build_images
  make_gateway_image "$work/gateway.tar"
  push_images
}

find_jdk
case ${1:-build} in
build) build_images && note "$(printf '%s/target/dist/bin/%s  ' registry-runtime registry operator operator)" ;;
push) push ;;
esac
