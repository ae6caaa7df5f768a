import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePreview } from '../../src/decide/decide.js';
import { makeEditions } from '../../src/decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../src/decide/editions/load-editions.js';
import { makeEvaluators } from '../../src/decide/evaluate.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { DecideByModule } from '../../src/module/runtime/make-module.js';
import { compileFeatures } from '../../src/scenarios/compile-features.js';
import type { JsonObject } from '../../src/scenarios/json.js';
import { readFeatures } from '../../src/scenarios/read-features.js';
import { makeAsk } from '../../src/service/http/ask.js';
import { loadHere, moduleText } from './support/modules.js';

const root = new URL('../../', import.meta.url);
const pathOf = (path: string): string => fileURLToPath(new URL(path, root));

/** Editions whose decisions are written as modules, with the scenarios that ask for them. */
const places = [
  { editions: 'rules', features: 'features' },
  { editions: 'examples/rules', features: 'examples/features' },
];

/** No module weighs as much. */
const mostBytes = 150_000;

for (const place of places)
  describe(`the decisions of ${place.editions} as modules`, () => {
    const modules = new Map<string, { readonly text: string; readonly decide: DecideByModule }>();
    let editions: readonly Edition[] = [];
    const nameOf = ({ identity }: Edition, decision: string): string => `${identity.document} ${decision}`;

    before(async () => {
      const loaded = await loadEditions(pathOf(place.editions));
      assert.equal(loaded.code, 'loaded');
      editions = loaded.editions;
      for (const edition of editions)
        for (const decision of edition.decisions.keys()) {
          const text = await moduleText(edition, decision);
          modules.set(nameOf(edition, decision), { text, decide: loadHere(text).decide });
        }
    });

    if (place.editions === 'rules')
      it(`weigh less than ${mostBytes} bytes each`, () => {
        assert.ok(modules.size > 0);
        for (const [name, { text }] of modules)
          assert.ok(Buffer.byteLength(text) < mostBytes, `${name}: ${Buffer.byteLength(text)}`);
      });

    it('answer every request of every scenario as the evaluator does', async () => {
      const clock = (): number => Date.parse('2026-09-01T00:00:00Z');
      const ask = makeAsk(
        makePreview({
          editions: makeEditions(editions, {
            files: () => Promise.resolve(undefined),
            load: loadKeptRelease,
          }),
          clock,
          evaluators: makeEvaluators(makeCompiledEvaluator),
        }),
      );
      const asked = new Map<string, number>();
      for (const edition of editions) {
        const { document, revision } = edition.identity;
        const read = await readFeatures(pathOf(place.features), document);
        assert.equal(read.code, 'read');
        const { scenarios, faults } = compileFeatures(read.sources);
        assert.deepEqual(faults, []);
        for (const { title, asks } of scenarios)
          for (const { decision, request } of asks) {
            const module = modules.get(nameOf(edition, decision));
            // Some ask for what does not exist.
            if (module === undefined) continue;
            const own = withoutChoice(request);
            const wanted = await ask(decision, { ...own, edition: { document, revision } });
            assertSame(module.decide(own), wanted, title);
            asked.set(decision, (asked.get(decision) ?? 0) + 1);
          }
      }
      for (const edition of editions)
        for (const decision of edition.decisions.keys())
          assert.ok((asked.get(decision) ?? 0) > 0, `No scenario asks for ${decision}`);
    });
  });

/** A request without what says which edition is to decide it: a module is of one. */
const withoutChoice = (request: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(request).filter(([member]) => member !== 'acceptance' && member !== 'edition'),
  );

/** Holds what a module gives to what the service would answer. */
const assertSame = (
  got: ReturnType<DecideByModule>,
  { body }: { readonly body: object },
  title: string,
): void => {
  if (got.code === 'decided') {
    assert.deepEqual(withoutOwn(got.answer), withoutOwn(body), title);
    return;
  }
  const { code, errors } = body as Record<string, unknown>;
  // The service tells what is wrong with asOf in its detail alone.
  assert.deepEqual(got, { code, errors: code === 'invalid-as-of' ? got.errors : errors }, title);
};

/** An answer without what says when it was made, and why its edition governs. */
const withoutOwn = (answer: object): object =>
  Object.fromEntries(
    Object.entries(answer).filter(([member]) => member !== 'decidedAt' && member !== 'governing'),
  );
