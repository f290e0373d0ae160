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

(cd "$top" && CDPATH=/tmp:. dsstream-cli/bin/dsstream --version) | grep -q '^dsstream ' || fail "CDPATH"
echo "ok   with a CDPATH"

JAVA_OPTS="-XX:+UseSerialGC" "$dsstream" --version | grep -q '^dsstream ' || fail "another collector"
printed=$(JAVA_OPTS="-XX:+UseSerialGC -XX:+UseG1GC" "$dsstream" --version 2>/dev/null) || true
[ -z "$printed" ] || fail "the JVM's complaint is on stdout: $printed"
said=$(JAVA_OPTS="-XX:-UseTransparentHugePages -XX:+UseLargePages" "$dsstream" --version 2>&1 >/dev/null)
[ "${said#*warning}" != "$said" ] || fail "the JVM's log is not on stderr: $said"
echo "ok   JAVA_OPTS may choose the collector; what the JVM says is on stderr"

SPARK_LOCAL_IP=0.0.0.0 "$dsstream" demo --ui=4999 --batches 1 -q >/dev/null &
job=$!
for _ in $(seq 300); do
  open=$(ss -ltnH "sport = :4999" | awk '{print $4}')
  [ -z "$open" ] || break
  sleep 0.1
done
wait "$job"
[ "$open" = "[::ffff:127.0.0.1]:4999" ] || [ "$open" = "127.0.0.1:4999" ] || fail "--ui listens on $open"
echo "ok   --ui on loopback, whatever SPARK_LOCAL_IP was"
