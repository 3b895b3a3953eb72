#!/usr/bin/env bash
# Run a command against an OpenSearch cluster of its own, made for it and thrown away after it:
#   with-opensearch.sh COMMAND [ARG ...]
#
#   NIANGJIA_TEST_CLUSTER         tells the command where the cluster is (opensearch+http://...)
#   NIANGJIA_TEST_CLUSTER_NODES   the folder of its nodes: node-N/pid is a node's process,
#                                 node-N/start starts it again after it was killed
#
# The server is fetched once from Maven Central and kept in $NIANGJIA_CACHE (~/.cache/niangjia).
set -euo pipefail

version=2.19.3
nodes=${NIANGJIA_TEST_CLUSTER_SIZE:-3} # of two the survivor would have no majority
heap=${NIANGJIA_TEST_CLUSTER_HEAP:-512m}
cache=${NIANGJIA_CACHE:-$HOME/.cache/niangjia}

missing() { echo "$1 is not installed (apt-get install $2)" >&2; exit 1; }
command -v java >/dev/null || missing Java default-jre-headless
command -v mvn >/dev/null || missing Maven maven

archive=$cache/opensearch-$version.zip
if [ ! -e "$archive" ]; then
  mkdir -p "$cache"
  staged=$(mktemp -d "$cache/fetching.XXXXXX")
  mvn --batch-mode --quiet dependency:copy -DoutputDirectory="$staged" \
    -Dartifact="org.opensearch.distribution.integ-test-zip:opensearch:$version:zip" >&2
  mv "$staged/opensearch-$version.zip" "$archive"
  rmdir "$staged"
fi

folder=$(mktemp -d /tmp/niangjia-os.XXXXXX)
running() { # a pid a line, which the files themselves do not end with
  for file in "$folder"/node-*/pid; do [ ! -e "$file" ] || echo "$(<"$file")"; done
}
stop() {
  for pid in $(running); do kill -9 "$pid" 2>/dev/null || true; done
  for pid in $(running); do while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done; done
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

as=() # OpenSearch refuses to run as root
[ "$(id -u)" != 0 ] || as=(runuser -u nobody --)
python3 -m zipfile -e "$archive" "$folder"
server=$folder/opensearch-$version
chmod +x "$server"/bin/*
java=$(readlink -f "$(command -v java)")
read -ra ports < <(python3 - "$nodes" <<'FREE'
import socket, sys
held = [socket.socket() for _ in range(2 * int(sys.argv[1]))]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))
FREE
)
http=("${ports[@]:0:nodes}")
transport=("${ports[@]:nodes}")
seeds=$(printf '"127.0.0.1:%s",' "${transport[@]}")
names=$(printf '"node-%s",' $(seq "$nodes"))

for n in $(seq "$nodes"); do
  home=$folder/node-$n
  mkdir -p "$home/config" "$home/data" "$home/logs"
  cp -r "$server/config/." "$home/config/"
  sed -i '/G1/d' "$home/config/jvm.options" # small heaps and few cores: the serial collector
  cat >"$home/config/opensearch.yml" <<CONFIG
cluster.name: niangjia-test
node.name: node-$n
path.data: $home/data
path.logs: $home/logs
node.processors: 1
network.host: 127.0.0.1
http.port: ${http[n - 1]}
transport.port: ${transport[n - 1]}
discovery.seed_hosts: [${seeds%,}]
cluster.initial_cluster_manager_nodes: [${names%,}]
cluster.routing.allocation.disk.threshold_enabled: false
action.auto_create_index: false
CONFIG
  cat >"$home/start" <<START
#!/usr/bin/env bash
# Start this node and come back at once.
cd "$home"
rm -f pid
export OPENSEARCH_JAVA_HOME="${java%/bin/java}" OPENSEARCH_PATH_CONF="$home/config"
export OPENSEARCH_JAVA_OPTS="-Xms$heap -Xmx$heap -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-HeapDumpOnOutOfMemoryError"
exec ${as[*]} "$server/bin/opensearch" --daemonize --pidfile "$home/pid" >"$home/logs/out" 2>&1
START
  chmod +x "$home/start"
done
[ "$(id -u)" != 0 ] || chown -R nobody "$folder"
chmod 755 "$folder"

began=$SECONDS
started=()
for n in $(seq "$nodes"); do "$folder/node-$n/start" & started+=($!); done
fail() { tail -n 30 "$folder"/node-*/logs/out "$folder"/node-*/logs/niangjia-test.log >&2; exit 1; }
for one in "${started[@]}"; do wait "$one" || fail; done
python3 - "$nodes" "${http[0]}" <<'GREEN' || fail
import sys, time, urllib.request
nodes, port = sys.argv[1:]
asked = f"http://127.0.0.1:{port}/_cluster/health?wait_for_status=green&wait_for_nodes={nodes}&timeout=5s"
patience = time.monotonic() + 240  # a busy machine takes its time
while True:
    try:
        urllib.request.urlopen(asked, timeout=10).read()
        break
    except OSError:
        if time.monotonic() > patience:
            sys.exit("the cluster did not become green")
        time.sleep(0.5)
GREEN
echo "OpenSearch $version: $nodes nodes green after $((SECONDS - began)) s" >&2

NIANGJIA_TEST_CLUSTER="opensearch+http://$(printf '127.0.0.1:%s,' "${http[@]}" | sed 's/,$//')/niangjia" \
  NIANGJIA_TEST_CLUSTER_NODES=$folder "$@"
