import { loadRealEdition } from './engine/compiled/support/differential.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { exploreRuleSet } from '../src/analysis/boundaries.js';
const edition = await loadRealEdition();
const ev = makeCompiledEvaluator(edition);
for (const [name, rs] of edition.decisions) {
  for (const limit of [4000, 20000]) {
  const fired = new Map<string, number>(); let n = 0;
  const spy = { ...ev, decide: (q: never) => { n++; const a = ev.decide(q); if (a.code === 'decided') for (const r of [...a.decision.standing, ...a.decision.overridden.map((o) => o.rule)]) if (!fired.has(r)) fired.set(r, n); return a; } };
  const e = await exploreRuleSet(spy as never, edition, rs, { limit });
  console.log(name, limit, e.cases, e.refused, e.starts, e.complete, rs.rules.filter((r) => !fired.has(r.id)).map((r) => r.id).join(' '));
  }
}
