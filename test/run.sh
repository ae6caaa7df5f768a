#!/usr/bin/env bash
# All tests in one go: the unit tests, the scenarios against the real service, and the clause-by-rule-by-scenario coverage that
# the scenarios' recorded decisions give. Line coverage of src/ is taken over all of it (see `npm test`).
set -euo pipefail
cd "$(dirname "$0")/.."
run="node --import ./test/support/typescript.mjs"
export CLAUSEBOOK_SCENARIO_DATA=coverage/scenarios
rm -rf "$CLAUSEBOOK_SCENARIO_DATA"

$run test/run.ts
$run node_modules/@cucumber/cucumber/bin/cucumber.js
$run src/cli/main.ts coverage --strict --scenarios "$CLAUSEBOOK_SCENARIO_DATA" --out coverage/matrix
