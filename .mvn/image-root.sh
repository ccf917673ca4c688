#!/bin/sh
# Usage: image-root.sh ROOT LIB MAIN CLASSES [FOLDER]...
# Makes ROOT, the root of a file system that holds what the jars in LIB need to run, and nothing else: a Java with the modules they use,
# the parts of glibc it is linked to, a user, /tmp and more empty FOLDERs. Same JDK, glibc, binutils and jars: same bytes.
# Takes Java and glibc from this machine. JAVA_HOME is a JDK whose jlink finds its modules: in its own image, as Eclipse Temurin, or in jmods.
#
# The image has the jar MAIN at /app/classpath and all others at /app/libs. ROOT/app/class-path lists them, and ROOT/app/classes.jsa is an
# archive for this class path of the CLASSES (a file; how it came about: class-list.sh) as Java has them in memory.
set -eu
export LC_ALL=C

root=$1
lib=$2
main=$3
classes=$4
shift 4
java=$root/opt/java

# In jars as code that never runs here: java.beans for databinding of Swing components, Kerberos for HTTP.
unused='java\.desktop\|java\.security\.jgss'

rm -rf "$root"
mkdir -p "$root/app" "$root/etc" "$root/opt"

# The jars are analysed without their variants for newer Java: jdeps fails on a jar that has one class in two of them.
needed=$("$JAVA_HOME/bin/jdeps" --print-module-deps --ignore-missing-deps --multi-release base --module-path "$lib" "$lib"/*.jar)
modules=$(printf '%s' "$needed" | sed -n '$p' | tr , '\n' | grep -vx "$unused" | paste -sd, -)
# Not compressed by jlink: the layer is, and better so; and no class is unpacked at start.
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$java" \
  --strip-debug --no-header-files --no-man-pages --compress=zip-0 --dedup-legal-notices=error-if-not-same-content
default_classes=$(cat "$java/lib/classlist")
rm -r "$java/bin/keytool" "$java/lib/classlist" "$java/lib/jexec" "$java/lib/jrt-fs.jar"
# Nothing here sorts large arrays of numbers, has signal handlers of its own, starts programs (there are none) or calls the C library by
# itself; Java does without what that takes.
rm -f "$java/lib/libsimdsort.so" # not on every architecture
rm "$java/lib/libjsig.so" "$java/lib/server/libjsig.so" "$java/lib/jspawnhelper" "$java/lib/libsyslookup.so"

# The names of functions that no other library calls: 5 MB, of which 1.5 are left when they are compressed. Without binutils they stay.
if command -v strip > /dev/null; then
  strip --strip-unneeded "$java/lib/server/libjvm.so"
fi

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

# Java takes an archive only for the jars it was made of: same place (where / is, does not matter), same size and same time of change,
# which in the image is a second after the epoch. The bytes of the archive depend on the real paths of the jars: so one place for all builds.
stage=/tmp/tardigrade-image
mkdir -m 700 "$stage" 2> /dev/null || { [ -O "$stage" ] && [ ! -L "$stage" ]; } || {
  echo "$0: $stage is not ours: remove it" >&2
  exit 1
}
exec 9< "$stage"
flock 9
rm -rf "${stage:?}"/*
mkdir -p "$stage/app/classpath" "$stage/app/libs"
cp "$lib"/*.jar "$stage/app/libs/"
mv "$stage/app/libs/$main" "$stage/app/classpath/"
{ printf '%s\n' "$default_classes"; cat "$classes"; } | grep -v '^#' | sort -u > "$stage/classes"
find "$java" "$stage/app" -exec touch -h -d @1 {} +

path=$(cd "$stage" && printf '%s\n' app/classpath/*.jar app/libs/*.jar)
printf '%s\n' "$path" | sed 's,^,/,' | paste -sd: > "$root/app/class-path"
archive=$(cd "$root/app" && pwd)/classes.jsa
launcher=$(cd "$java" && pwd)/bin/java
(cd "$stage" && "$launcher" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m -Xlog:disable -Xlog:all=error:stderr \
  -Xshare:dump -XX:SharedClassListFile=classes -XX:SharedArchiveFile="$archive" -cp "$(printf '%s\n' "$path" | paste -sd: -)")
rm -rf "${stage:?}"/*
