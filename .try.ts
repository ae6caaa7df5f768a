import { readFeatures } from './src/scenarios/read-features.js';
import { compileFeatures } from './src/scenarios/compile-features.js';
import { runScenario } from './src/scenarios/run-scenario.js';
import { openClausebook } from './src/index.js';
import { asSent } from './src/scenarios/json.js';
const r = await readFeatures('features', 'kommo-ai-agent-terms');
if (r.code !== 'read') throw new Error(r.missing);
const t = performance.now();
const { scenarios, faults } = compileFeatures(r.sources);
console.log(scenarios.length, faults.slice(0, 20), performance.now() - t);
console.log(JSON.stringify(scenarios[12], null, 1).slice(0, 1500));
const c = await openClausebook({ editionsDirectory: 'rules', dataDirectory: null });
const t2 = performance.now(); let failed = 0;
for (const s of scenarios) { const x = await runScenario(s, async (d, q) => { const a = await c.decide(d, q); return { status: a.status, body: asSent(a.body) }; }); if (!x.passed) { failed++; if (failed < 5) console.log(s.uri, s.line, x.failures); } }
console.log('failed', failed, performance.now() - t2);
