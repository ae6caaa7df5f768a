#!/usr/bin/env bash
# All tests in one go: the unit tests, whose files two processes share, the scenarios against the real service, and the
# clause-by-rule-by-scenario coverage that the scenarios' recorded decisions give. Line coverage of src/ is taken over all of it (see
# `npm test`).
set -euo pipefail
cd "$(dirname "$0")/.."
run="node --import ./test/support/typescript.mjs"
claims=coverage/claims
export CLAUSEBOOK_SCENARIO_DATA=coverage/scenarios
rm -rf "$CLAUSEBOOK_SCENARIO_DATA" "$claims"
mkdir -p "$claims"

# In a process group of its own, which is ended as one.
set -m
$run test/run.ts --claims "$claims" </dev/null >coverage/second.tap 2>&1 &
second=$!
set +m
trap 'kill -- "-$second" 2>/dev/null || true' EXIT
first_failed=0
{
  $run test/run.ts --claims "$claims" &&
    $run node_modules/@cucumber/cucumber/bin/cucumber.js &&
    $run src/cli/main.ts coverage --strict --scenarios "$CLAUSEBOOK_SCENARIO_DATA" --out coverage/matrix
} || first_failed=1
second_failed=0
wait "$second" || second_failed=1
trap - EXIT
cat coverage/second.tap
[ "$first_failed$second_failed" = 00 ]
