import { parse } from 'yaml';
import type { Edition } from '../../src/edition/model/edition.js';
import type { Diagnostic } from '../../src/edition/read/diagnostic.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { reviewsFor } from '../../src/edition/read/write-reviews.js';
import type { Decision, FactError, Trace } from '../../src/engine/evaluation.js';
import { sha256 } from '../../src/language/canonical.js';
import { zoneRules } from '../../src/language/time/zones.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';

/** The one decision of the terms of a boat hire: whether a boat goes out. */
export const boatDecision = 'hire';

/** When the terms of the boat hire take effect, and what questions are asked for unless a test says otherwise. */
export const boatSeason = '2026-05-01T00:00:00Z';

/**
 * What a test says of its terms, as YAML. What it does not say is filled in: `describes` of a fact; `clauses: ["1.1"]`, `modality: must`,
 * `when: always` and a reason for a rule; all its facts and outcomes for the rule set; ledger and reviews.
 */
export interface BoatTerms {
  /** Of the rule set: a list. */
  readonly rules: string;
  /** The zone in which instants are told, and the zones that expressions name. */
  readonly zone?: string;
  /** Of its sentences, with its words for yes, no, none and never: a mapping. */
  readonly language?: string;
  readonly words?: string;
  readonly zones?: readonly string[];
  /** The vocabulary: a mapping. */
  readonly facts?: string;
  readonly constraints?: string;
  /** The facts that the rule set lists: a list; default: all. */
  readonly listed?: string;
  readonly effects?: string;
  readonly choices?: string;
  readonly definitions?: string;
  readonly readings?: string;
  /** A list, as in functions.yaml. */
  readonly functions?: string;
  /** A list, as in tables.yaml; files in CSV that it names by their names. */
  readonly tables?: string;
  readonly csv?: Readonly<Record<string, string>>;
  /** A list, as in always.yaml. */
  readonly always?: string;
  /** Decisions that the ledger names and the edition lacks: a list. */
  readonly later?: string;
  /** The whole of parameters.yaml, so that its lines are the test's. */
  readonly parameters?: string;
}

/** Terms with a rule that always fires, `stays`, and one that overrides it where a condition on some facts holds, `goes-out`. */
export const onCondition = (
  facts: string,
  when: string,
  more: Pick<BoatTerms, 'listed'> = {},
): BoatTerms => ({
  facts,
  ...more,
  rules: `
    - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays } }
    - { id: tried, when: ${when}, then: { outcome: goes-out }, overrides: [stays-by-default] }`,
});

/** The files of such terms, reviewed. */
export const boatFiles = (terms: BoatTerms): ReadonlyMap<string, string> => {
  const facts = read(terms.facts ?? 'season: { type: boolean, default: "true" }') as Record<string, object>;
  const rules = (read(terms.rules) as readonly WrittenRule[]).map((rule) => ({
    clauses: ['1.1'],
    modality: 'must',
    when: 'always',
    ...rule,
    then: { because: 'The terms say so.', ...rule.then },
  }));
  const later = read(terms.later ?? '[]') as readonly string[];
  const cited = new Set(rules.flatMap(({ clauses }) => clauses));
  const optional = (part: string, yaml: string | undefined): object =>
    yaml === undefined ? {} : { [part]: read(yaml) };
  const ruleSet = {
    decision: boatDecision,
    question: 'May the boat go out?',
    outcomes: [...new Set(rules.map(({ then }) => then.outcome))],
    facts: terms.facts === undefined ? [] : Object.keys(facts),
    ...optional('facts', terms.listed),
    ...optional('effects', terms.effects),
    ...optional('choices', terms.choices),
    rules,
  };
  const described = Object.entries(facts).map(([name, fact]): [string, object] => [
    name,
    { describes: 'A fact.', ...fact },
  ]);
  const written = {
    'edition.yaml': {
      document: 'boat-hire',
      revision: '2026',
      title: 'Boat Hire Terms',
      effectiveFrom: boatSeason,
      text: { file: 'contract.txt', digest: sha256(text) },
      ...(terms.language === undefined ? {} : { language: terms.language }),
      ...optional('words', terms.words),
      ...(terms.zone === undefined ? {} : { zone: terms.zone }),
      ...(terms.zones === undefined
        ? {}
        : { zones: Object.fromEntries(terms.zones.map((zone) => [zone, sha256(zoneRules(zone))])) }),
    },
    'ledger.yaml': {
      clauses: ['1.1', '1.2', '1.3', '1.4'].map((clause) =>
        cited.has(clause)
          ? {
              clause,
              disposition: 'rule',
              decisions: [boatDecision, ...later],
            }
          : { clause, disposition: 'statement', reason: 'No rule is needed.' },
      ),
    },
    'facts.yaml': { facts: Object.fromEntries(described), ...optional('constraints', terms.constraints) },
    'definitions.yaml': { definitions: read(terms.definitions ?? '[]') },
    'readings.yaml': { readings: read(terms.readings ?? '[]') },
    'reviews.yaml': { reviews: [] },
    [`${boatDecision}.yaml`]: ruleSet,
  };
  const files = new Map([
    ['contract.txt', text],
    ['parameters.yaml', terms.parameters ?? 'parameters: []\n'],
    ...(terms.tables === undefined ? [] : [['tables.yaml', `tables:${terms.tables}`] as const]),
    ...(terms.functions === undefined ? [] : [['functions.yaml', `functions:${terms.functions}`] as const]),
    ...(terms.always === undefined ? [] : [['always.yaml', `invariants:${terms.always}`] as const]),
    ...Object.entries(terms.csv ?? {}),
    ...Object.entries(written).map(([name, part]): [string, string] => [
      name,
      `${JSON.stringify(part, null, 2)}\n`,
    ]),
  ]);
  const reviews = reviewsFor(files, { by: 'The Harbour Master', at: '2026-04-01T09:00:00Z' });
  return files.set('reviews.yaml', reviews ?? '');
};

/** The errors that loading such terms finds, warnings left out. */
export const boatErrors = (terms: BoatTerms): readonly Diagnostic[] =>
  loadEdition(boatFiles(terms)).diagnostics.filter(({ severity }) => severity === 'error');

/** The edition of such terms; throws with everything that is wrong with them. */
export const boatHire = (terms: BoatTerms): Edition => {
  const { edition, diagnostics } = loadEdition(boatFiles(terms));
  if (edition !== undefined) return edition;
  throw new Error(diagnostics.map(({ file, code, message }) => `${file}: ${code}: ${message}`).join('\n'));
};

/** Facts and an instant, as a question has them. */
export interface BoatQuestion {
  readonly facts?: Readonly<Record<string, unknown>>;
  /** RFC 3339; default: when the terms take effect. */
  readonly asOf?: string;
}

/** The decision of a question; throws with the errors where its facts are refused. */
export const decide = async (edition: Edition, question: BoatQuestion = {}): Promise<Decision> =>
  (await explain(edition, question)).decision;

/** The trace of a question; throws with the errors where its facts are refused. */
export const explain = async (edition: Edition, question: BoatQuestion = {}): Promise<Trace> => {
  const explained = await makeReferenceEvaluator(edition).explain(asked(question));
  if (explained.code === 'decided') return explained.trace;
  throw new Error(explained.errors.map(({ pointer, code }) => `${pointer}: ${code}`).join('\n'));
};

/** What is wrong with the facts of a question; throws where nothing is. */
export const refuse = async (edition: Edition, question: BoatQuestion): Promise<readonly FactError[]> => {
  const answer = await makeReferenceEvaluator(edition).decide(asked(question));
  if (answer.code !== 'decided') return answer.errors;
  throw new Error(`It was decided: ${answer.decision.outcome}`);
};

/** A question as an evaluator takes it. */
export const asked = ({ facts = {}, asOf = boatSeason }: BoatQuestion) => ({
  decision: boatDecision,
  facts,
  asOf: Date.parse(asOf),
});

const text = `Boat Hire Terms
1. Going out
A boat goes out while the weather is fair.
A boat stays in the harbour in a storm.
The harbour master may let a boat out.
A deposit is paid for each boat.
`;

interface WrittenRule {
  readonly clauses?: readonly string[];
  readonly then: { readonly outcome: string };
}

/** What form a test's own YAML has, the test knows, and the loader checks. */
const read = (yaml: string): unknown => parse(yaml);
