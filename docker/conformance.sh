#!/usr/bin/env bash
# Runs the conformance suite on the stack in a container: conformance.sh CLI IMAGE. The container goes when this ends.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
cli=${1:?usage: conformance.sh CLI IMAGE} image=${2:?usage: conformance.sh CLI IMAGE}

said=$(mktemp)
started=$(date +%s%N)
dotnet "$cli" up --target localstack --image "$image" >"$said" 2>&1 &
up=$!
# A shell's background processes ignore Ctrl-C's own signal.
trap 'kill -TERM $up 2>/dev/null; wait $up; rm -f "$said"' EXIT
until grep -q '^ready ' "$said"; do
  kill -0 $up 2>/dev/null || { cat "$said" >&2; exit 1; }
  sleep 0.1
done
api=$(sed -n 's/.*"apiUrl": "\(.*\)".*/\1/p' .tasktracker/localstack.json)
status=$(curl -s -o /dev/null -w '%{http_code}' -X POST "$api/tasks" -H 'Content-Type: application/json' -d '{"Title":"First"}')
echo "container of $image: first answer $status after $((($(date +%s%N) - started) / 1000000)) ms"
TASKTRACKER_DEPLOYMENT=$PWD/.tasktracker/localstack.json dotnet test --project harness/tests/Conformance -c Release --no-build --no-progress
