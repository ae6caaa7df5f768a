import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { makeCompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';
import type { Evaluator } from '../engine/evaluation.js';
import { askLoosely, askSolver, askTogether, type Asking } from './ask-solver.js';
import { formulated, ownKeys, type Formulated } from './formulated.js';
import { hexDigest } from './hex-digest.js';
import type { Case, Property, Questions, Verdict } from './property.js';
import { questionsOf, type Bounds, type Looking } from './questions.js';
import { isOfOthersAlone, rejectedSides, type Side } from './rejected-sides.js';
import { Untranslatable } from './untranslatable.js';
import { makeVerdicts, type Verdicts } from './verdicts.js';
import { shownByCases } from './witnesses/shown-by-cases.js';

/** A decision with its properties, ready to be proved. */
export interface Translated extends Formulated {
  /** Proves properties of it. */
  readonly prove: (properties: readonly Property[], proving: ProvingDecision) => Promise<readonly Verdict[]>;
}

/** What is needed to prove a decision. */
export interface ProvingDecision extends Asking {
  /** Cases that are decided, near the boundaries of the rules: most of what wants a case has one among them. */
  readonly cases: () => Promise<readonly Case[]>;
  /** Says what these come to. */
  readonly evaluator: Evaluator;
  /** Told of each verdict. */
  readonly tell: (verdict: Verdict) => void;
}

/** Translates a decision. Throws {@link Untranslatable}. @param mostItems no list of facts has more items than this */
export const translateDecision = (edition: Edition, ruleSet: RuleSet, mostItems: number): Translated => {
  const [bounded, rounded] = [new Set<string>(), new Set<string>()];
  const bounds: Bounds = { shortened: (name) => bounded.add(name), rounded: (what) => rounded.add(what) };
  const questions: MakeQuestions = (looking) => questionsOf(edition, ruleSet, mostItems, looking, bounds);
  const names = [...ruleSet.facts, ...ruleSet.parameters].map(({ name }) => name);
  const whole = questions({ isLoose: false, changing: names });
  const formula = formulated(whole);
  const keyFor = keysOf({ edition, ruleSet }, formula.smt, ownKeys(whole));
  return {
    ...formula,
    keysFor: (property) => [...new Set(places.map((place) => keyFor(property, place)))],
    bounded: [...bounded],
    rounded: [...rounded],
    prove: async (properties, proving) => {
      const found = new Map<string, Place>();
      const verdicts = makeVerdicts(properties, (verdict) => {
        if (verdict.code !== 'idle') proving.tell(verdict);
      });
      const cases = properties.some(({ wanted }) => wanted === 'a-case') ? await proving.cases() : [];
      const show = async (place: Place, among: readonly Case[]): Promise<void> => {
        const { evaluator } = proving;
        for (const property of await shownByCases(verdicts.open(), { edition, ruleSet }, among, evaluator)) {
          verdicts.settle({ property, ms: 0, code: 'shown' });
          found.set(property.id, place);
        }
      };
      await show(
        'here',
        cases.filter(({ invalid }) => invalid === undefined),
      );
      await show(
        'elsewhere',
        cases.filter(({ invalid }) => invalid !== undefined),
      );
      await askAll(questions, whole.others, verdicts, proving);
      const idle = verdicts.all().flatMap(({ code, property }) => (code === 'idle' ? [property] : []));
      const elsewhere = makeVerdicts(idle, proving.tell);
      if (idle.length > 0)
        await askElsewhere({ edition, ruleSet }, mostItems, bounds, elsewhere, { ...proving, cases });
      for (const property of elsewhere.open()) elsewhere.settle({ property, ms: 0, code: 'idle' });
      for (const { id } of idle) found.set(id, 'elsewhere');
      return verdicts.all().map((verdict): Verdict => {
        const { property } = verdict;
        const settled = elsewhere.all().find((one) => one.property.id === property.id) ?? verdict;
        const isRefuted = settled.code === 'refuted';
        return {
          ...settled,
          key: keyFor(property, isRefuted ? 'whole' : (found.get(property.id) ?? 'here')),
        };
      });
    },
  };
};

/**
 * On what a verdict rests: `here` on the property's own question alone; `whole` on all that the decision is, as what is told of a refutation does; `elsewhere` also on what it
 * is with clauses held invalid, or with a reading rejected.
 */
type Place = 'here' | 'whole' | 'elsewhere';
const places: readonly Place[] = ['here', 'whole', 'elsewhere'];

/**
 * By what a verdict is kept. That a fact or a figure matters may be shown by cases that say more than its term does, and what can't be said has none: these rest on the whole
 * formula.
 */
const keysOf = (
  side: Side,
  smt: string,
  own: ReadonlyMap<string, string>,
): ((property: Property, place: Place) => string) => {
  const whole = hexDigest(smt);
  const elsewhere = hexDigest(JSON.stringify([smt, elsewhereOf(side)]));
  return ({ id, changing, unsaid }, place) =>
    place === 'here' && changing === undefined && unsaid === undefined
      ? (own.get(id) ?? hexDigest(`${whole} ${id}`))
      : hexDigest(`${place === 'elsewhere' ? elsewhere : whole} ${id}`);
};

/**
 * What makes no difference as the contract stands may make one where clauses of it are held invalid, or where a reading is rejected: it is
 * looked for there, and what is shown there is settled.
 */
const askElsewhere = async (
  side: Side,
  mostItems: number,
  bounds: Bounds,
  verdicts: Verdicts,
  proving: Omit<ProvingDecision, 'cases'> & { readonly cases: readonly Case[] },
): Promise<void> => {
  for (const rejected of rejectedSides(side)) {
    if (verdicts.open().length === 0) return;
    const evaluator = makeCompiledEvaluator(rejected.edition);
    for (const property of await shownByCases(verdicts.open(), rejected, proving.cases, evaluator))
      verdicts.settle({ property, ms: 0, code: 'shown' });
  }
  for (const { edition, ruleSet, ...how } of sidesElsewhere(side)) {
    if (verdicts.open().length === 0) return;
    const questions: MakeQuestions = (looking) =>
      questionsOf(edition, ruleSet, mostItems, { ...looking, ...how }, bounds);
    const { others } = questions({ isLoose: false, changing: [] });
    const here = makeVerdicts(verdicts.open(), () => undefined);
    await askAll(questions, others, here, proving);
    // Not to know is worse than to find nothing.
    for (const verdict of here.all())
      if (verdict.code === 'shown' || verdict.code === 'unknown') verdicts.settle(verdict);
  }
};

/** The edition with any clauses held invalid, where they can be severed, then with each reading rejected. */
function* sidesElsewhere(side: Side): Generator<Side & Pick<Looking, 'mayBeInvalid'>> {
  if (side.edition.severability !== null) yield { ...side, mayBeInvalid: true };
  yield* rejectedSides(side);
}

/**
 * What says where an idle rule is looked for besides: clauses that may be held invalid, readings that may be rejected, and what their other sides may read.
 */
const elsewhereOf = ({ edition, ruleSet }: Side): unknown => {
  const { severability, ledger, readings, definitions, files } = edition;
  const rejected = [...readings.values()].filter(
    ({ otherwise }) => otherwise !== undefined && !isOfOthersAlone(otherwise, ruleSet),
  );
  return [
    severability,
    severability === null
      ? []
      : [
          [...ledger].map(([clause, { disposition }]) => [clause, disposition]),
          [...definitions.values()].map(({ term, clauses, invalid }) => [term, clauses, invalid]),
          ruleSet.rules.map(({ id, clauses, invalid }) => [id, clauses, invalid]),
        ],
    rejected.map(({ id, otherwise }) => [id, otherwise]),
    rejected.length === 0
      ? []
      : [...files].filter(([name]) =>
          /^(?:definitions|parameters|functions|tables)\.yaml$|\.csv$/.test(name),
        ),
  ];
};

type MakeQuestions = (looking: Looking) => Questions;

/** Asks what is quick first: all that has no case at once, with definitions left open, then without the facts that play no part, then all. */
const askAll = async (
  questions: MakeQuestions,
  others: readonly string[],
  verdicts: Verdicts,
  asking: Asking,
): Promise<void> => {
  await askTogether(questions({ isLoose: false, changing: [] }), verdicts, asking);
  const loose = verdicts.open().length === 0 ? undefined : looseOf(questions);
  if (loose !== undefined) await askLoosely(loose, verdicts, asking);
  const [few, all] = [{ isLoose: false, without: others }, { isLoose: false }] as const;
  for (const looking of others.length === 0 ? [all] : [few, all])
    if (verdicts.open().some(({ changing }) => changing === undefined))
      await askSolver(questions({ ...looking, changing: [] }), verdicts, asking);
  for (const { changing } of verdicts.open())
    for (const looking of others.length === 0 ? [all] : [few, all])
      if (changing !== undefined && verdicts.open().some((one) => one.changing === changing))
        await askSolver(questions({ ...looking, changing: [changing] }), verdicts, asking);
};

/** Where definitions can't be left open, nothing is easier so. */
const looseOf = (questions: MakeQuestions): Questions | undefined => {
  try {
    return questions({ isLoose: true, changing: [] });
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
};
