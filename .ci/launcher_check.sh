#!/bin/sh
# The launcher builds when a source has changed and only then, and passes JAVA_OPTS on.
set -eu
dsstream=$1
top=$(cd "$(dirname "$dsstream")/../.." && pwd -P)
jar=$top/dsstream-cli/target/dsstream.jar

fail() {
  echo "FAIL $1"
  exit 1
}

built=$(stat -c %Y "$jar")
said=$("$dsstream" --version 2>&1 >/dev/null)
[ -z "$said" ] || fail "nothing changed, but it said: $said"
[ "$(stat -c %Y "$jar")" = "$built" ] || fail "nothing changed, but it was built"
echo "ok   nothing changed: not built"

touch "$top/dsstream-core/src/main/java/io/dsstream/LinePipeline.java"
said=$("$dsstream" --version 2>&1 >/dev/null)
[ "$(echo "$said" | wc -l)" = 1 ] || fail "not one line: $said"
echo "ok   a source changed: $said"

said=$("$dsstream" --version 2>&1 >/dev/null)
[ -z "$said" ] || fail "built again: $said"
echo "ok   and not again"

link=$(mktemp -d)/dsstream
ln -s "$top/dsstream-cli/bin/dsstream" "$link"
(cd / && "$link" --version) | grep -q '^dsstream ' || fail "not found through a link"
echo "ok   through a link, from another folder"

JAVA_OPTS="-Xmx300m -XshowSettings:vm" "$dsstream" --version 2>&1 | grep -q 'Max. Heap Size: 300' ||
  fail "JAVA_OPTS not passed"
echo "ok   JAVA_OPTS"

java -jar "$jar" --version | grep -q '^dsstream ' || fail "java -jar"
echo "ok   java -jar"
