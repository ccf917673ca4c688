#!/bin/sh
# Usage: image-root.sh ROOT LIB [FOLDER]...
# Makes ROOT, the root of a file system that holds what the jars in LIB need to run, and nothing else: a Java with the modules they use,
# the parts of glibc it is linked to, a user, /tmp and more empty FOLDERs. Same JDK, glibc and jars: same bytes.
# Takes Java and glibc from this machine: JAVA_HOME is a JDK that can link from its own image, as those of Eclipse Temurin do.
set -eu
export LC_ALL=C

root=$1
lib=$2
shift 2
java=$root/opt/java

# In jars as code that never runs here: java.beans for databinding of Swing components.
unused='java\.desktop'

rm -rf "$root"
mkdir -p "$root/opt" "$root/etc"

# The jars are analysed without their variants for newer Java: jdeps fails on a jar that has one class in two of them.
needed=$("$JAVA_HOME/bin/jdeps" --print-module-deps --ignore-missing-deps --multi-release base --module-path "$lib" "$lib"/*.jar)
modules=$(printf '%s' "$needed" | sed -n '$p' | tr , '\n' | grep -vx "$unused" | paste -sd, -)
# Not compressed by jlink: the layer is, and better so; and no class is unpacked at start.
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$java" \
  --strip-debug --no-header-files --no-man-pages --compress=zip-0 --dedup-legal-notices=error-if-not-same-content
rm -r "$java/bin/keytool" "$java/lib/classlist" "$java/lib/jexec" "$java/lib/jrt-fs.jar"

# glibc: what the loader itself says that it loads. Its name services are part of libc since 2.34.
find "$java" -type f \( -name '*.so' -o -path '*/bin/java' -o -name jspawnhelper \) -exec ldd {} + |
  sed -n 's/^[[:space:]]*\(.* => \)\{0,1\}\(\/[^ ]*\) (0x[0-9a-f]*)$/\2/p' | sort -u |
  while read -r file; do
    case $file in
      "$(cd "$java" && pwd -P)"/*) ;;
      *) mkdir -p "$root$(dirname "$file")" && cp -L "$file" "$root$file" ;;
    esac
  done
# The locale that makes names of files UTF-8.
mkdir -p "$root/usr/lib/locale"
cp -LR /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"

printf '%s\n' 'root:x:0:0:root:/:/sbin/nologin' 'nonroot:x:65532:65532:nonroot:/:/sbin/nologin' > "$root/etc/passwd"
printf '%s\n' 'root:x:0:' 'nonroot:x:65532:' > "$root/etc/group"
printf '%s\n' 'passwd: files' 'group: files' 'hosts: files dns' > "$root/etc/nsswitch.conf"

for folder in /tmp "$@"; do
  mkdir -p "$root$folder"
done
