import { loadRealEdition } from './engine/compiled/support/differential.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { exploreRuleSet } from '../src/analysis/boundaries.js';
const edition = await loadRealEdition();
const known = ['refund', 'expiry', 'consumption', 'cancellation', 'eligibility'];
const missed: string[] = []; let n = 0;
const t0 = Date.now();
for (const name of known) {
  const rs = edition.decisions.get(name); if (!rs) continue;
  for (const rule of rs.rules) for (const over of rule.overrides) {
    if (n >= 500) break;
    n++;
    const other = rs.rules.find((r) => r.id === over);
    if (other?.then.outcome === rule.then.outcome) { continue; }
    const mutated = { ...rs, rules: rs.rules.map((r) => r === rule ? { ...r, overrides: r.overrides.filter((o) => o !== over) } : r) };
    const ed = { ...edition, decisions: new Map([[name, mutated]]) };
    const e = await exploreRuleSet(makeCompiledEvaluator(ed), ed, mutated, { limit: 4000 });
    if (e.findings.length === 0) missed.push(`${name}/${rule.id} -x-> ${over}`);
  }
}
console.log(n, 'tried', missed.length, 'missed', Date.now() - t0); console.log(missed.join('\n'));
