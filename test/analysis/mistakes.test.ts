import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { exploreEdition } from '../../src/analysis/boundary/explore-edition.js';
import { checkEdition } from '../../src/analysis/check-edition.js';
import { scenarioFaults } from '../../src/analysis/check-scenarios.js';
import { reviewsFor } from '../../src/edition/read/write-reviews.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';

/** One mistake in the sample contract, and what is said of it first. */
interface Mistake {
  readonly mistake: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /** `file:line`. */
  readonly at: string;
  /** Left out of what is said of scenarios. */
  readonly code?: string;
  readonly says: string;
  /** True where nothing else is said of it. */
  readonly alone?: boolean;
}

const template = fileURLToPath(new URL('../../template/', import.meta.url));
const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
const sound = filesIn(`${template}rules/delivery-terms/2026-01-01`);
const features = filesIn(`${template}features/delivery-terms`);

const lookAt = async (edition: ReadonlyMap<string, string>) => {
  const checked = checkEdition(edition);
  if (checked.edition === undefined) return { checked, diagnostics: checked.diagnostics };
  const options = { limit: 300, cases: [] };
  const { diagnostics } = await exploreEdition(
    makeCompiledEvaluator(checked.edition),
    checked.edition,
    options,
  );
  return { checked, diagnostics };
};

/** The sample as it is, which is looked at once. */
let asItIs: ReturnType<typeof lookAt> | undefined;
const soundly = (): ReturnType<typeof lookAt> => (asItIs ??= lookAt(sound));

const allSaid = async (file: string, find: string, put: string): Promise<readonly string[]> => {
  const text = sound.get(file) ?? features.get(file) ?? '';
  assert.ok(text.includes(find), `${file} has no ${find}`);
  const changed = text.replace(find, () => put);
  const edition = new Map(sound.has(file) ? [...sound, [file, changed]] : sound);
  const told = new Map(features.has(file) ? [...features, [file, changed]] : features);
  // A change asks for a new review, which is not what is tried.
  const reviews = reviewsFor(edition, { by: 'Sample', at: '2025-12-01T00:00:00Z' });
  if (sound.has(file) && reviews !== undefined) edition.set('reviews.yaml', reviews);
  const { checked, diagnostics } = await (sound.has(file) ? lookAt(edition) : soundly());
  if (diagnostics.length > 0)
    return diagnostics.map(
      ({ file: name, line, code, message, hint }) => `${name}:${line} ${code} ${message} ${hint}`,
    );
  assert.ok(checked.edition !== undefined);
  const sources = [...told].map(([uri, source]) => ({ uri, text: source }));
  const faults = scenarioFaults(
    [checked.edition],
    {
      document: 'delivery-terms',
      features: sources.filter(({ uri }) => uri.endsWith('.feature')),
      phrases: { uri: 'phrases.yaml', text: told.get('phrases.yaml') ?? '' },
    },
    [checked.edition],
  );
  return faults.map((fault) =>
    fault.replace(/^(\S+?)(:\d+)?(?::\d+)?: /, (_, place: string, line = '') => `${basename(place)}${line} `),
  );
};

const mistakes = parse(
  readFileSync(new URL('./mistakes.yaml', import.meta.url), 'utf8'),
) as readonly Mistake[]; // as the first lines of the file show

describe('Of a mistake in the sample contract it is said where it is and what to do:', () => {
  for (const { mistake, file, find, put, at, code, says, alone } of mistakes)
    test(`${mistake} (${file})`, async () => {
      const [said = 'nothing', ...others] = await allSaid(file, find, put);
      const expected = `${at} ${code === undefined ? '' : `${code} `}${says}`;
      assert.equal(said.slice(0, expected.length), expected);
      if (alone === true) assert.deepEqual(others, []);
    });
});
