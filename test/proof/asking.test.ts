import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { askOf, type Asking } from '../../src/engine/asking/asking.js';
import { isRecord } from '../../src/language/values.js';
import { integer, not, or, and, equal, no, type Term } from '../../src/proof/terms/term.js';
import { literal, same } from '../../src/proof/terms/symbolic.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { startZ3 } from './support/solver.js';
import { translated, type Translated } from './support/translated.js';

type Facts = Readonly<Record<string, unknown>>;

const solver = startZ3();
after(() => {
  solver.end();
});

const asOf = Date.parse('2026-08-15T12:00:00Z');

/** That the facts of a case are those that are known; the others may be anything. */
const saysKnown = ({ of }: Translated, facts: Facts): Term => {
  const part = (root: string, fields: readonly string[], value: unknown): readonly Term[] => {
    if (isRecord(value))
      return Object.entries(value).flatMap(([name, inner]) => part(root, [...fields, name], inner));
    assert.ok(typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number');
    const type = {
      kind: typeof value === 'number' ? 'integer' : typeof value === 'string' ? 'text' : 'boolean',
    } as const;
    return [same(of.read(root, fields), literal(value, type, of.unknowns.texts))];
  };
  return and(...Object.entries(facts).flatMap(([name, value]) => part(name, [], value)));
};

/** Whether no case that has the known facts is decided otherwise than was said. */
const isProved = async (edition: Edition, decision: string, facts: Facts, said: Asking): Promise<string> => {
  const ruleSet = edition.decisions.get(decision);
  assert.ok(ruleSet !== undefined);
  const formula = translated(edition, ruleSet);
  const { rules } = formula.decision;
  const otherwise = or(
    ...rules.map(({ rule, stands }) => {
      if (said.rests.rules.includes(rule.id)) return not(stands);
      return said.isCited || rule.then.outcome !== said.outcome ? stands : no;
    }),
  );
  const known = and(equal(formula.of.asOf, integer(asOf)), saysKnown(formula, facts));
  const text = `(reset)${formula.of.unknowns.formula.text()}(assert ${known.text})(assert ${otherwise.text})(check-sat)`;
  const answer = await solver.ask(text, 600_000);
  assert.ok(answer.code === 'said', JSON.stringify(answer));
  return answer.text.trim();
};

const expired = { purpose: 'use', subscription: { status: 'expired', paid: true } };

/** Facts that settle an outcome, of which the rest is open. */
const settling: readonly (readonly [decision: string, facts: Facts, outcome: string])[] = [
  ['eligibility', { ...expired, expressProvision: { granted: false } }, 'not-eligible'],
  [
    'eligibility',
    { purpose: 'purchase', subscription: { status: 'active', paid: true }, purchase: { method: 'other' } },
    'not-eligible',
  ],
  ['cancellation', { package: { autoRenew: false } }, 'already-cancelled'],
  ['monitoring', { monitoringPurpose: 'other' }, 'not-by-these-terms'],
];

describe('What is said to be settled is proved to be', () => {
  for (const [decision, facts, outcome] of settling)
    it(`of ${decision}, by ${JSON.stringify(facts)}`, async () => {
      const edition = await loadRealEdition();
      const said = askOf(edition, { decision, facts, without: [], asOf });
      assert.equal(said.outcome, outcome);
      assert.ok(said.rests.rules.length > 0 && said.matters.length > 0);
      assert.equal(await isProved(edition, decision, facts, said), 'unsat');
    });

  it('and the solver finds a case where less is known than that', async () => {
    const edition = await loadRealEdition();
    const said = askOf(edition, {
      decision: 'eligibility',
      facts: { ...expired, expressProvision: { granted: false } },
      without: [],
      asOf,
    });
    assert.equal(await isProved(edition, 'eligibility', expired, said), 'sat');
  });
});
