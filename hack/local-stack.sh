# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by the scripts beside it: builds what is stale and runs the local stack's jar.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
# shellcheck source=hack/java.sh
. hack/java.sh

stack_jar=hack/local-stack/target/foundation-local-stack.jar
export FOUNDATION_STACK_DIR="${FOUNDATION_STACK_DIR:-$PWD/.stack}"

# Whether any source is newer than the jar that is built last.
is_stale() {
  [ ! -e "$stack_jar" ] ||
    [ -n "$(find pom.xml crds operator api-server hack/local-stack -path '*/target' -prune -o -type f -newer "$stack_jar" -print -quit)" ]
}

build_stale() {
  is_stale || return 0
  exec 8<pom.xml
  flock -n 8 || { echo "another build is under way, waiting for it" && flock 8; }
  if is_stale; then build; fi
  exec 8<&-
}

build() {
  local log
  log="$(mktemp)"
  echo "building the jars (log: $log)"
  if ! mvn --batch-mode package -DskipTests -Dspotless.check.skip -Dcheckstyle.skip \
    -pl crds,operator,api-server,hack/local-stack </dev/null 2>&1 | tee "$log" |
    sed -un "s/^\[INFO\] Building \(.*[^ ]\) *\(\[.*\]\)$/  \1 \2/p"; then
    tail -n 40 "$log" >&2
    echo "the build failed" >&2
    return 1
  fi
  touch "$stack_jar"
  rm -f "$log"
  echo "built in $SECONDS s"
}

run_stack() {
  [ -e "$stack_jar" ] || { echo "nothing is built yet: run hack/up first" >&2 && exit 1; }
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -jar "$stack_jar" "$@"
}
