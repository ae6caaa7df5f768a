import { loadRealEdition } from './engine/compiled/support/differential.js';
import { proveDecision } from '../src/proof/prove-decision.js';
import { startSolver, z3Command } from '../src/proof/solver/solver.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../src/engine/reference/reference-evaluator.js';
const edition = await loadRealEdition();
const [a, b] = [makeCompiledEvaluator(edition), makeReferenceEvaluator(edition)];
const only = process.argv.slice(2);
for (const [name, ruleSet] of edition.decisions) {
  if (only.length && !only.includes(name)) continue;
  const t = Date.now();
  const proof = await proveDecision(edition, ruleSet, 2, {
    start: () => startSolver(z3Command(undefined), 'z3'), deadlineMs: 15000,
    answers: async (one) => [a.decide({ decision: name, ...one }), await b.decide({ decision: name, ...one })],
    tell: (v) => { if (v.code === 'refuted' || v.code === 'idle' || v.code === 'unknown') console.log('  ', name, v.property.id, v.code, v.ms, v.code === 'refuted' ? [v.isConfirmed, JSON.stringify(v.cases).slice(0, 600)] : v.code === 'unknown' ? v.why : ''); else if (v.ms > 2000) console.log('  ', name, v.property.id, v.code, v.ms); },
  });
  const count: Record<string, number> = {};
  if (proof.code === 'tried') for (const v of proof.verdicts) count[v.code] = (count[v.code] ?? 0) + 1;
  console.log(name, proof.code === 'tried' ? JSON.stringify(count) : proof.why, Date.now() - t, 'ms', proof.code === 'tried' ? proof.smt.length : '');
}
