/**
 * Has V8 optimize a function only when it has run some nine times as much as usual: most code of a test runs a few times, and to optimize it takes
 * processor time that the test itself does not. All tests together take a fifth less so. Not for what is measured.
 */
import { setFlagsFromString } from 'node:v8';

// V8 goes by what a function has run in Node 20, and by how often it was called since.
const flags = process.version.startsWith('v20.')
  ? ['--interrupt-budget=600000']
  : ['--invocation-count-for-maglev=3600', '--invocation-count-for-turbofan=27000'];
for (const flag of flags) setFlagsFromString(flag);
