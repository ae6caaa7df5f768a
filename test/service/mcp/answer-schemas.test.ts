import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { JsonSchemaType } from '@modelcontextprotocol/sdk/validation';
import { readScenarioCases } from '../../../src/decide/request/scenario-cases.js';
import { makeEditions } from '../../../src/decide/editions/editions.js';
import { loadKeptRelease } from '../../../src/decide/editions/load-editions.js';
import { makeEvaluators } from '../../../src/decide/evaluate.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Edition } from '../../../src/edition/model/edition.js';
import { formatInstant } from '../../../src/language/instants.js';
import { typedAnswer } from '../../../src/service/mcp/answer-schemas.js';
import { caseTools } from '../../../src/service/mcp/case-tools.js';
import type { Tool, ToolParts } from '../../../src/service/mcp/tool.js';
import { boatDecision, boatHire, boatSeason } from '../../support/boat-hire.js';
import { loadRealEdition } from '../../engine/compiled/support/differential.js';
import { at, isRecord } from '../service-under-test.js';

const now = Date.parse('2026-09-01T00:00:00Z');
const validator = new AjvJsonSchemaValidator();

/** The tools that answer for a decision, and what they say of their answers to some decisions, or to all. */
const toolsOf = (editions: readonly Edition[]) => {
  const known = makeEditions(editions, { files: () => Promise.resolve(undefined), load: loadKeptRelease });
  const parts = { editions: known, evaluators: makeEvaluators(makeCompiledEvaluator), clock: () => now };
  const tools = caseTools(parts as ToolParts); // preview and facts_needed need no more
  const named = (name: string): Tool => tools.find((tool) => tool.name === name) ?? assert.fail(name);
  const schemaOf = (name: string, only?: readonly string[]): JsonSchemaType => {
    const { outputSchema = {}, own } = named(name);
    return own === undefined ? assert.fail('untyped') : typedAnswer(known, only, outputSchema, own);
  };
  return {
    called: async (name: string, given: Readonly<Record<string, unknown>>) => {
      const { structuredContent, content } = await named(name).call(given, {});
      return structuredContent ?? content[0]?.text ?? '';
    },
    schemaOf,
    checks: (only?: readonly string[]) => ({
      preview: validator.getValidator(schemaOf('preview', only)),
      facts_needed: validator.getValidator(schemaOf('facts_needed', only)),
    }),
  };
};

describe('what tools say of their answers, by decision and edition', () => {
  it('is true of what every scenario asks, and of what is asked with half the facts', async () => {
    const edition = await loadRealEdition();
    const { cases } = await readScenarioCases('features', edition.identity.document);
    const met = new Set<string>();
    const tools = toolsOf([edition]);
    const { called } = tools;
    for (const decision of edition.decisions.keys()) {
      const checks = tools.checks([decision]);
      const ofDecision = cases.filter((one) => one.decision === decision).slice(0, 20);
      for (const [place, { facts, asOf }] of ofDecision.entries()) {
        const given = { decision, facts, ...(asOf === null ? {} : { asOf: formatInstant(asOf) }) };
        const answer = await called('preview', given);
        if (typeof answer === 'string') continue;
        const checked = checks.preview(answer);
        assert.ok(checked.valid, `${decision}: ${checked.errorMessage}`);
        met.add(`${decision} ${String(at(answer, 'outcome'))}`);
        if (place % 20 > 0) continue;
        const half = Object.entries(facts).filter((_, place) => place % 2 === 0);
        const asked = await called('facts_needed', { ...given, facts: Object.fromEntries(half) });
        if (typeof asked === 'string') continue;
        const askedWell = checks.facts_needed(asked);
        assert.ok(askedWell.valid, `${decision}: ${askedWell.errorMessage}`);
      }
    }
    const every = [...edition.decisions].flatMap(([decision, { outcomes }]) =>
      outcomes.map((outcome) => `${decision} ${outcome}`),
    );
    assert.ok(every.filter((one) => met.has(one)).length > every.length * 0.8, [...met].join(', '));
  });

  /** What comes late is told as lengths and points of time that JSON Schema has no formats for. */
  const late = boatHire({
    facts: 'wind: { type: integer }',
    effects: `late: { type: duration, merge: equal, default: 'duration("-PT0.5S")' }
at: { type: time, merge: equal, default: 'time("09:30:00")' }
lease: { type: months, merge: equal, default: 'duration("-P3M")' }`,
    rules: `
- { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out } }
- { id: storm, when: { fact: wind, operator: greaterThan, value: 8 }, then: { outcome: stays } }`,
  });
  const ask = { decision: boatDecision, asOf: boatSeason };

  it('has an unresolved answer without effects, and lengths of time as they are written', async () => {
    const tools = toolsOf([late]);
    const [{ called }, checks] = [tools, tools.checks()];
    const decided = await called('preview', { ...ask, facts: { wind: 1 } });
    assert.deepEqual(at(decided, 'effects'), { late: '-PT0.5S', at: '09:30:00', lease: '-P3M' });
    const unresolved = await called('preview', { ...ask, facts: { wind: 7 } });
    assert.deepEqual([at(unresolved, 'outcome'), at(unresolved, 'effects')], ['unresolved', {}]);
    for (const answer of [decided, unresolved])
      assert.deepEqual(checks.preview(answer), { valid: true, data: answer, errorMessage: undefined });
    for (const facts of [{}, { wind: 1 }, { wind: 7 }]) {
      const asked = await called('facts_needed', { ...ask, facts });
      assert.equal(checks.facts_needed(asked).errorMessage, undefined);
    }
  });

  it('is false of what the edition does not declare, and says nothing of a release that is not known', async () => {
    const tools = toolsOf([late]);
    const [{ called }, checks] = [tools, tools.checks()];
    const answer = await called('preview', { ...ask, facts: { wind: 1 } });
    assert.ok(isRecord(answer) && isRecord(answer['effects']));
    const { late: left, ...others } = answer['effects'];
    assert.ok(left !== undefined);
    const wrong = [
      { ...answer, outcome: 'perhaps' },
      { ...answer, outcome: 'unresolved' },
      { ...answer, effects: others },
      { ...answer, effects: { ...answer['effects'], bonus: 1 } },
      { ...answer, decision: 'other' },
    ];
    for (const one of wrong) assert.equal(checks.preview(one).valid, false, JSON.stringify(one));
    const edition = { ...late.identity, digest: `sha256:${'0'.repeat(64)}` };
    assert.ok(wrong.every((one) => checks.preview({ ...one, edition }).valid));
    const asked = await called('facts_needed', { ...ask, facts: {} });
    assert.ok(isRecord(asked));
    for (const members of [{ outcomes: ['perhaps'] }, { effects: { late: 'P1D' } }, { decision: 'other' }])
      assert.equal(checks.facts_needed({ ...asked, ...members }).valid, false);
  });

  it('is told where decisions are named, or together take little room', async () => {
    const edition = await loadRealEdition();
    const { schemaOf, checks } = toolsOf([edition]);
    assert.equal(at(schemaOf('preview'), 'anyOf'), undefined);
    assert.deepEqual(at(schemaOf('preview', ['refund']), 'anyOf.0.properties.outcome.enum'), [
      'refundable',
      'not-refundable',
      'discretionary',
    ]);
    const other = { decision: 'expiry', edition: { digest: 'sha256:other' } };
    assert.equal(checks(['refund']).preview(other).valid, false);
  });
});
