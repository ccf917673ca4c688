#!/bin/sh
# Usage: class-list.sh LIST... > MODULE/src/main/image/classes.txt
# Joins the classes of LISTs that Java wrote in runs with -XX:DumpLoadedClassList=LIST (JAVA_OPTS of the launcher), less those that every
# program of this JDK has in its archive: image-root.sh adds these. The result is only about speed: a class that is missing from it is read
# from its jar, and one that is no more is passed over.
set -eu
export LC_ALL=C
cat "$@" | sed -n 's/^\([A-Za-z][^ ]*\) id: [0-9]*$/\1/p' | sort -u | grep -vxFf "$JAVA_HOME/lib/classlist"
