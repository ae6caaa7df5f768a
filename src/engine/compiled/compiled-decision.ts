import { compileFunction } from 'node:vm';
import type { Edition, RuleSet } from '../../edition/model/edition.js';
import type { Answer, Decision, FactError, Trace } from '../evaluation.js';
import { designDecision, type Design } from './module/design.js';
import { explanationSource } from './module/explanation-source.js';
import { moduleSource, textModuleSource } from './module/module-source.js';
import { makePlans } from './plans/plans.js';
import { makeRuntime, titleOf, type Runtime } from './runtime.js';

/** A decision with a bit for each comparison of its rule set, 31 to a word, in the order of the generated source. */
export interface TracedDecision {
  readonly code: 'decided';
  readonly decision: Decision;
  readonly bits: readonly number[];
}

/** The functions that explain what was decided with its bits, of facts that are valid. */
export interface Explanation {
  readonly explained: Explain<Trace>;
  /** Byte for byte `JSON.stringify` of that. */
  readonly explainedText: Explain<string>;
}

type Explain<Result> = (
  facts: GivenFacts,
  asOf: number,
  decision: Decision,
  bits: readonly number[],
) => Result;

/** What contradicts itself. */
export interface InvalidFacts {
  readonly code: 'invalid-facts';
  readonly errors: readonly FactError[];
}

type GivenFacts = Readonly<Record<string, unknown>>;

/** One rule set as generated functions; facts are valid, asOf is in epoch milliseconds. */
export interface CompiledDecision {
  readonly design: Design;
  readonly decide: (facts: GivenFacts, asOf: number) => Answer;
  readonly traced: (facts: GivenFacts, asOf: number) => TracedDecision | InvalidFacts;
  /** What contradicts among facts that are valid where they are given; some may be missing. */
  readonly contradictions: (facts: GivenFacts, asOf: number) => readonly FactError[];
  /** JSON of what `traced` gives: `JSON.stringify({ decision, bits })`. Generated when it is first asked. */
  readonly tracedText: (facts: GivenFacts, asOf: number) => string | InvalidFacts;
  /** Generated when it is first asked for. */
  readonly explanation: () => Explanation;
}

/** Generates and loads the functions of a rule set. */
export const compileDecision = (edition: Edition, ruleSet: RuleSet): CompiledDecision => {
  const design = designDecision(edition, ruleSet);
  const source = moduleSource(design);
  const runtime = makeRuntime(ruleSet, makePlans(edition, ruleSet, design.slots, design.lazy));
  const title = titleOf(edition, ruleSet);
  const functions = load(source, `${title}.js`, runtime) as Functions; // the source ends by returning these functions
  let tracedText: CompiledDecision['tracedText'] | undefined;
  let explanation: Explanation | undefined;
  return {
    design,
    ...functions,
    tracedText: (facts, asOf) => {
      tracedText ??= loadText(design, title, {
        ...runtime,
        contradictions: functions.contradictions,
      });
      return tracedText(facts, asOf);
    },
    explanation: () =>
      (explanation ??= load(explanationSource(design), `${title}, explained.js`, runtime) as Explanation), // likewise
  };
};

type Functions = Omit<CompiledDecision, 'design' | 'tracedText' | 'explanation'>;

/** What the module that writes needs besides. */
type TextRuntime = Runtime & Pick<CompiledDecision, 'contradictions'>;

const loadText = (design: Design, title: string, runtime: TextRuntime): CompiledDecision['tracedText'] => {
  const loaded = load(textModuleSource(design), `${title}, as text.js`, runtime);
  return (loaded as Pick<CompiledDecision, 'tracedText'>).tracedText; // likewise
};

const load = (source: string, filename: string, runtime: Runtime): unknown => {
  const body = compileFunction(source, ['runtime'], { filename });
  const loaded: unknown = Reflect.apply(body, undefined, [runtime]);
  return loaded;
};
