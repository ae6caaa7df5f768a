import { dayMs } from '../../language/instants.js';
import type { Decision } from '../../engine/evaluation.js';
import { valueAt, withValue, type Case } from '../boundary/boundary-case.js';
import type { Json } from '../boundary/boundary-dimensions.js';
import type { Scale, Variable } from './turn-values.js';

/** The first value of a variable that turns the outcome. */
export interface FirstTurn {
  /** Dotted; `asOf` for the instant of the decision. */
  readonly fact: string;
  readonly from: Json;
  readonly to: Json;
  readonly along: readonly never[];
  readonly side: 'less' | 'more' | 'other';
  readonly decision: Decision;
  /** How near it is: 0 next to the case, towards 1 far away. */
  readonly weight: number;
}

type Ask = (one: Case) => Promise<Decision | undefined>;
type TurnsIt = (tried: Decision | undefined) => tried is Decision;

/** The nearest values of one variable that turn the outcome: on a line, one to each side; else the first for each outcome. */
export const firstTurns = async (
  { path, values, scale }: Variable,
  one: Case,
  ask: Ask,
  turnsIt: TurnsIt,
): Promise<readonly FirstTurn[]> => {
  const fact = path.length === 0 ? 'asOf' : path.join('.');
  const from = path.length === 0 ? scale?.valueAt(one.asOf) : valueAt(one.facts, path);
  const tryValue = (value: Json): Promise<Decision | undefined> => ask(withChoice(one, path, value, scale));
  const own = scale?.placeOf(from);
  const byOutcome = new Map<string, FirstTurn>();
  const line: { readonly place: number; readonly decided: Decision | undefined }[] = [];
  for (const value of values) {
    const decided = await tryValue(value);
    const place = scale?.placeOf(value);
    if (place !== undefined && own !== undefined) line.push({ place, decided });
    else if (turnsIt(decided) && !byOutcome.has(decided.outcome))
      byOutcome.set(decided.outcome, {
        fact,
        from,
        to: value,
        along: [],
        side: 'other',
        decision: decided,
        weight: 0.5,
      });
  }
  const turns: FirstTurn[] = [...byOutcome.values()];
  if (scale === null || own === undefined) return turns;
  for (const side of ['less', 'more'] as const) {
    const towards = line
      .filter(({ place }) => (side === 'less' ? place < own : place > own))
      .sort((a, b) => Math.abs(a.place - own) - Math.abs(b.place - own));
    const turned = towards.findIndex(({ decided }) => turnsIt(decided));
    const first = towards[turned];
    if (first?.decided === undefined) continue;
    const held = towards.slice(0, turned).findLast(({ decided }) => decided !== undefined)?.place ?? own;
    const found = await firstThatTurns(
      held,
      { place: first.place, decided: first.decided },
      turnsIt,
      (place) => tryValue(scale.valueAt(place)),
    );
    const to = scale.valueAt(found.place);
    turns.push({
      fact,
      from,
      to,
      along: [],
      side,
      decision: found.decided,
      weight: weightOf(scale, own, found.place),
    });
  }
  return turns;
};

/** The first place that turns the outcome, between one that does not and one that does. What is refused between them does not. */
const firstThatTurns = async (
  held: number,
  turned: { readonly place: number; readonly decided: Decision },
  turnsIt: TurnsIt,
  tryPlace: (place: number) => Promise<Decision | undefined>,
): Promise<{ readonly place: number; readonly decided: Decision }> => {
  let [keeps, turns] = [held, turned];
  while (Math.abs(turns.place - keeps) > 1) {
    const middle = Math.trunc((keeps + turns.place) / 2);
    const decided = await tryPlace(middle);
    if (turnsIt(decided)) turns = { place: middle, decided };
    else keeps = middle;
  }
  return turns;
};

const weightOf = ({ kind }: Scale, own: number, place: number): number => {
  const distance = Math.abs(place - own);
  const unit = kind === 'instant' ? 30 * dayMs : kind === 'date' ? 30 : Math.max(1, Math.abs(own));
  return distance / (distance + unit);
};

/** A case in which one thing is otherwise; the empty path is asOf. */
export const withChoice = (one: Case, path: readonly string[], value: Json, scale: Scale | null): Case => {
  if (path.length > 0) return { ...one, facts: withValue(one.facts, path, value) };
  return { ...one, asOf: scale?.placeOf(value) ?? one.asOf };
};
