#!/usr/bin/env bash
# Packs files as an image in the layout of docker save, without a daemon and always with the same bytes:
#   image.sh NAME OUT.tar FILE-IN-IMAGE=FILE... [LAYER:FILE-IN-IMAGE=FILE...]
# A file whose name in the image begins with `LAYER:` goes into a second layer. ENTRYPOINT=/path, USER_ID=65532 by environment.
set -euo pipefail
name=$1 out=$(realpath -m "$2")
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/first" "$work/second"
for pair in "$@"; do
  target=${pair%%=*} source=${pair#*=} layer=first
  if [[ $target == LAYER:* ]]; then target=${target#LAYER:} layer=second; fi
  mkdir -p "$(dirname "$work/$layer/$target")"
  cp -L "$source" "$work/$layer/$target"
done
mkdir "$work/first/tmp"
chmod -R a+rX "$work/first" "$work/second"
chmod 1777 "$work/first/tmp"
cd "$work"
layers=() digests=()
for layer in first second; do
  [ -n "$(ls "$layer")" ] || continue
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$layer" -cf "$layer.tar" .
  layers+=("\"$layer.tar\"")
  digests+=("\"sha256:$(sha256sum "$layer.tar" | cut -d' ' -f1)\"")
done
case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
list() { local IFS=,; echo "$*"; }
history=$(for _ in "${layers[@]}"; do printf '{"created_by":"image.sh"},'; done)
printf '{"architecture":"%s","os":"linux","config":{"Entrypoint":["%s"],"User":"%s"},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}' \
  "$architecture" "${ENTRYPOINT:-/program}" "${USER_ID:-65532}" "$(list "${digests[@]}")" "${history%,}" >config.json
printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":[%s]}]' "$name" "$(list "${layers[@]}")" >manifest.json
tar --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$out.new" manifest.json config.json "${layers[@]//\"/}"
mv "$out.new" "$out"
