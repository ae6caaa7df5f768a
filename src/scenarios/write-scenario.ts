import { isObject, type Json, type JsonObject } from './json.js';
import type { MatchStep } from './match-step.js';
import { isEqual } from './matching.js';
import { valueAt } from './paths.js';
import type { Phrase, PhraseTable } from './phrase-table.js';
import { sayPhrase } from './say-phrase.js';

/** A case, and what was answered. */
export interface WrittenCase {
  readonly decision: string;
  /** RFC 3339. */
  readonly asOf: string;
  readonly facts: JsonObject;
  /** Clauses that are held invalid, each `{ clause, authority }`. */
  readonly invalid?: readonly JsonObject[];
  /** The decision as it was answered. */
  readonly answer: JsonObject;
}

/** What the phrases of a contract say of a case, and how they are tried. */
export interface Phrasing {
  readonly table: PhraseTable;
  readonly matchStep: MatchStep;
}

/** A sentence, and the dotted paths of what it says. */
interface Sentence {
  readonly text: string;
  readonly says: readonly string[];
}

/**
 * Writes a case as a Gherkin scenario that passes: in the contract's own phrases as far as they say it, the rest in tables. Sentences whose
 * phrase would say anything else than the case are left out.
 */
export const writeScenario = (title: string, one: WrittenCase, { table, matchStep }: Phrasing): string => {
  const leaves = leavesOf(one.facts);
  const say = (phrase: Phrase, about: JsonObject, action: 'sets' | 'expects'): Sentence[] =>
    sentenceFor(phrase, about, action, one, matchStep);
  const asks = best(
    table.phrases
      .filter(({ actions }) => actions.asks === one.decision && only(actions, ['asks', 'asOf', 'sets']))
      .flatMap((phrase) => say(phrase, one.facts, 'sets')),
    leaves,
  );
  const given = cover(
    leaves.filter((leaf) => asks?.says.includes(leaf) !== true),
    table.phrases
      .filter(({ actions }) => only(actions, ['sets']))
      .flatMap((phrase) => say(phrase, one.facts, 'sets')),
  );
  const expected = [
    'outcome',
    ...leavesOf(asObject(one.answer['effects'])).map((leaf) => `effects.${leaf}`),
    ...leavesOf(asObject(one.answer['discretion'])).map((leaf) => `discretion.${leaf}`),
  ];
  const then = cover(
    expected,
    table.phrases
      .filter(({ actions }) => only(actions, ['expects']))
      .flatMap((phrase) => say(phrase, one.answer, 'expects')),
  );
  return [
    `Scenario: ${title}`,
    ...keyed('Given', [
      ...given.sentences.map(({ text }) => [text]),
      ...invalidClauses(one, table, matchStep).map((text) => [text]),
      ...(given.rest.length === 0 ? [] : [['the facts', ...tableOf(one.facts, given.rest)]]),
    ]),
    `  When ${asks?.text ?? `${one.decision} is asked for at ${one.asOf}`}`,
    ...keyed('Then', [
      ...then.sentences.map(({ text }) => [text]),
      ...(then.rest.length === 0 ? [] : [['the answer has', ...tableOf(one.answer, then.rest)]]),
      ...citations(one, table, matchStep).map((text) => [text]),
    ]),
  ].join('\n');
};

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const only = (actions: Phrase['actions'], names: readonly string[]): boolean =>
  Object.keys(actions).every((name) => names.includes(name));

const keyed = (first: string, steps: readonly (readonly string[])[]): readonly string[] =>
  steps.flatMap(([text = '', ...rows], place) => [`  ${place === 0 ? first : 'And'} ${text}`, ...rows]);

/** The dotted paths of what facts hold; money and lists are whole. */
const leavesOf = (value: JsonObject, above = ''): readonly string[] =>
  Object.entries(value).flatMap(([name, inner]) =>
    isObject(inner) && !('minor' in inner) && Object.keys(inner).length > 0
      ? leavesOf(inner, `${above}${name}.`)
      : [`${above}${name}`],
  );

const tableOf = (value: JsonObject, paths: readonly string[]): readonly string[] =>
  [
    ['path', 'value'] as const,
    ...paths.map((path) => [path, JSON.stringify(valueAt(value, path) ?? null)] as const),
  ].map(
    ([path, text]) =>
      `    | ${path} | ${text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n')} |`,
  );

/** The sentence that says most of what is to be said; of several, the first. */
const best = (sentences: readonly Sentence[], wanted: readonly string[]): Sentence | undefined => {
  const gain = ({ says }: Sentence): number => says.filter((path) => wanted.includes(path)).length;
  return sentences.reduce<Sentence | undefined>(
    (so, next) => (so === undefined || gain(next) > gain(so) ? next : so),
    undefined,
  );
};

/** As few sentences as say as much as can be said; `rest` is what none says. */
const cover = (
  wanted: readonly string[],
  sentences: readonly Sentence[],
): { readonly sentences: readonly Sentence[]; readonly rest: readonly string[] } => {
  const chosen: Sentence[] = [];
  let rest = wanted;
  for (;;) {
    const next = best(sentences, rest);
    if (next === undefined || !next.says.some((path) => rest.includes(path)))
      return { sentences: chosen, rest };
    chosen.push(next);
    rest = rest.filter((path) => !next.says.includes(path));
  }
};

/** The sentence of a phrase that says a part of a case, and nothing else; none where there is none. */
const sentenceFor = (
  phrase: Phrase,
  about: JsonObject,
  action: 'sets' | 'expects',
  { asOf }: WrittenCase,
  matchStep: MatchStep,
): Sentence[] => {
  const bound = new Map<number, Json>();
  const pairs = Object.entries(asObject(phrase.actions[action]));
  const fits = pairs.every(([path, template]) => unify(template, valueAt(about, path), bound));
  const whole = phrase.actions.asOf;
  if (!fits || (whole !== undefined && !unify(whole, asOf, bound))) return [];
  const text = sayPhrase(phrase.text, bound);
  const match = text === undefined ? undefined : matchStep(text);
  if (text === undefined || match?.code !== 'matched' || match.step.position !== phrase.position) return [];
  const says = pairs.flatMap(([path]) => {
    const value = valueAt(about, path);
    return isObject(value) && !('minor' in value) ? leavesOf(value, `${path}.`) : [path];
  });
  return [{ text, says }];
};

/** Whether a template says a value, and what its parameters are then. */
const unify = (template: Json, value: Json | undefined, bound: Map<number, Json>): boolean => {
  const [, digits] = (typeof template === 'string' ? /^\$(\d+)$/.exec(template) : null) ?? [];
  if (digits !== undefined) {
    if (value === undefined) return false;
    const known = bound.get(Number(digits));
    if (known !== undefined) return isEqual(value, known);
    bound.set(Number(digits), value);
    return true;
  }
  if (typeof template === 'string' && /\$\d/.test(template)) return false;
  if (!isObject(template)) return value !== undefined && isEqual(value, template);
  if (!isObject(value)) return false;
  const names = Object.keys(template);
  return (
    names.length === Object.keys(value).length &&
    names.every((name) => unify(template[name] ?? null, value[name], bound))
  );
};

/** What says that clauses are held invalid; empty where no phrase does. */
const invalidClauses = (
  { invalid = [] }: WrittenCase,
  { phrases }: PhraseTable,
  matchStep: MatchStep,
): readonly string[] =>
  invalid.flatMap((one) => {
    const said = phrases
      .filter(({ actions }) => actions.invalid !== undefined && only(actions, ['invalid']))
      .flatMap(({ text, actions }) => {
        const bound = new Map<number, Json>();
        return unify(actions.invalid ?? null, one, bound) ? [sayPhrase(text, bound)] : [];
      });
    return said
      .filter((text) => text !== undefined && matchStep(text).code === 'matched')
      .slice(0, 1)
      .map(String);
  });

/** What says that the answer rests on each of its clauses. */
const citations = (
  { answer }: WrittenCase,
  { phrases }: PhraseTable,
  matchStep: MatchStep,
): readonly string[] => {
  const clauses = Array.isArray(answer['clauses']) ? (answer['clauses'] as readonly Json[]) : []; // an array of JSON values
  const ids = [...new Set(clauses.flatMap((clause) => valueAt(clause, 'id') ?? []))];
  const phrase = phrases.find(
    ({ actions }) => only(actions, ['includes']) && isEqual(actions.includes, { clauses: { id: '$1' } }),
  );
  if (phrase === undefined) return [];
  return ids.flatMap((id) => {
    const text = sayPhrase(phrase.text, new Map([[1, id]]));
    return text !== undefined && matchStep(text).code === 'matched' ? [text] : [];
  });
};
