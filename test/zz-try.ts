import { loadRealEdition } from './engine/compiled/support/differential.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { exploreRuleSet } from '../src/analysis/boundaries.js';
const edition = await loadRealEdition();
const ev = makeCompiledEvaluator(edition);
for (const rs of edition.decisions.values()) {
  const c = process.cpuUsage(); const t = Date.now();
  const e = await exploreRuleSet(ev, edition, rs, { limit: Number(process.argv[2] ?? 5000) });
  console.log({ ...e, findings: e.findings.length }, process.cpuUsage(c).user / 1000, Date.now() - t);
  for (const f of e.findings) console.log(f.code, f.rules.map((r) => r.id), f.why, JSON.stringify(f.case), new Date(f.case.asOf).toISOString());
}
