import type { Edition, RuleSet } from '../../edition/model/edition.js';
import { divide, modulo } from '../../language/arithmetic.js';
import { instantText } from '../../language/instant-text.js';
import { addMonths } from '../../language/instants.js';
import { dataText, listText, rememberText, scalarText } from '../../language/json-text.js';
import type { Value } from '../../language/types/types.js';
import { EvaluationDefect } from '../defect.js';
import { valueInForce } from '../environment.js';
import { decisionText } from '../decision-text.js';
import type { Decision, Trace } from '../evaluation.js';
import { outward } from '../fact-values.js';
import { sameValue, strongest } from '../merging.js';
import { instantOf } from './instant-of.js';
import { assumedPieces } from './assumed-pieces.js';
import { makePlanTexts, type PlanTexts } from './plan-texts.js';
import type { Plan, Plans } from './plans/plans.js';
import { makeRulePlaces, type RulePlaces } from './rule-places.js';

/** The parameters of a rule set over a span of asOf in which none of them changes. */
export interface InForce {
  /** Epoch milliseconds; the span is half-open. */
  readonly from: number;
  readonly until: number;
  readonly values: readonly Value[];
  readonly sinces: readonly number[];
  readonly assumed: Decision['assumed'];
  /** As a trace tells them. */
  readonly told: Trace['parameters'];
}

/** What generated code may call; it can reach nothing else but the language itself. */
export interface Runtime {
  readonly plans: Plans;
  readonly inForce: (asOf: number) => InForce;
  readonly textsOf: (plan: Plan) => PlanTexts;
  readonly placesOf: (decision: Decision) => RulePlaces;
  readonly functions: typeof functions;
}

/** Makes what one decision's generated code calls. */
export const makeRuntime = (ruleSet: RuleSet, plans: Plans): Runtime => {
  const known: InForce[] = [];
  return {
    plans,
    textsOf: makePlanTexts(ruleSet.decision),
    placesOf: makeRulePlaces(ruleSet),
    functions,
    inForce: (asOf) => {
      const found =
        known.find(({ from, until }) => asOf >= from && asOf < until) ?? makeInForce(ruleSet, asOf);
      if (!known.includes(found)) known.push(found);
      return found;
    },
  };
};

const makeInForce = (ruleSet: RuleSet, asOf: number): InForce => {
  const dates = ruleSet.parameters.flatMap(({ values }) => values.map(({ from }) => from));
  const inForce = ruleSet.parameters.map((parameter) => valueInForce(parameter, asOf));
  return {
    from: Math.max(-Infinity, ...dates.filter((date) => date <= asOf)),
    until: Math.min(Infinity, ...dates.filter((date) => date > asOf)),
    values: inForce.map(({ dated }) => dated.value),
    sinces: inForce.map(({ dated }) => dated.from),
    assumed: inForce
      .filter(({ assumed }) => assumed)
      .map(({ parameter, dated }) =>
        frozen({
          fact: parameter.name,
          value: outward(dated.value, parameter.type),
        }),
      ),
    told: frozen(
      inForce.map(({ parameter, dated }) => ({
        name: parameter.name,
        from: instantText(dated.from),
        value: outward(dated.value, parameter.type),
      })),
    ),
  };
};

/** The identity of the edition that a module was generated from, as its first comment line tells it. */
export const titleOf = ({ identity }: Edition, { decision }: RuleSet): string =>
  `${decision} of ${identity.document} ${identity.revision}, ${identity.digest}`;

/** Freezes data to its depth, so that decisions may share it, and its text be remembered. */
const frozen = <Data>(data: Data): Data => {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    for (const part of Object.values(data)) frozen(part);
    Object.freeze(data);
  }
  return data;
};

const functions = {
  frozen,
  scalarText,
  listText,
  dataText,
  decisionText,
  assumedPieces,
  parametersText: rememberText<Trace['parameters']>((parameters) => JSON.stringify(parameters)),
  divide,
  modulo,
  addMonths,
  instantOf,
  instantText,
  sameValue,
  strongest,
  /** A field of what may be no object, only where it is the object's own. */
  own: (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Readonly<Record<string, unknown>>)[name] // an object that has the field
      : undefined,
  /** The item at a place that counts from 1. */
  itemOf: (list: readonly Value[], place: number): Value => (place >= 1 ? (list[place - 1] ?? null) : null),
  sumOf: (list: readonly number[]): number => list.reduce((total, item) => total + item, 0),
  distinctOf: (list: readonly Value[]): readonly Value[] => joined([], list),
  /** What a union of effects comes to when another list joins it. */
  joined: (known: readonly Value[], more: Value): readonly Value[] => {
    if (!Array.isArray(more)) throw new EvaluationDefect('A union of what is no list');
    return joined(known, more as readonly Value[]); // an array of a value holds values
  },
  numberOf: (value: Value): number => {
    if (typeof value !== 'number') throw new EvaluationDefect('A sum of what is no number');
    return value;
  },
  /** A recommendation must be one of the choices. */
  recommendation: (value: Value, decision: string): string => {
    if (typeof value !== 'string') throw new EvaluationDefect(`${decision} recommends nothing`);
    return value;
  },
};

const joined = (known: readonly Value[], more: readonly Value[]): readonly Value[] => {
  const all = [...known];
  for (const item of more) if (!all.some((other) => sameValue(other, item))) all.push(item);
  return all;
};
