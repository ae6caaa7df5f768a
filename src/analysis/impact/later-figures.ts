import { isDeepStrictEqual } from 'node:util';
import type { DatedValue, Parameter } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import { withParameter } from '../../edition/model/with-parameter.js';

/** A figure that becomes otherwise later on. */
export interface LaterFigure {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly from: number;
}

/** The figures of an edition that will be otherwise than in another one, and from when on; what holds already is not among them. */
export const laterFigures = (edition: Edition, before: Edition, now: number): readonly LaterFigure[] =>
  [...edition.parameters.values()].flatMap(({ name, values }) => {
    const old = before.parameters.get(name)?.values ?? [];
    const later = values.find((dated) => dated.from > now && !old.some((other) => isSame(dated, other)));
    return later === undefined ? [] : [{ name, from: later.from }];
  });

const isSame = (one: DatedValue, other: DatedValue): boolean =>
  one.from === other.from && isDeepStrictEqual(one.value, other.value);

/** An edition in which figures are from the beginning on what they come to be in the end. */
export const asIfApplied = (edition: Edition, figures: readonly LaterFigure[]): Edition =>
  figures.reduce((changed, { name }) => {
    const parameter = changed.parameters.get(name);
    const applied = parameter === undefined ? undefined : inTheEnd(parameter);
    return applied === undefined ? changed : withParameter(changed, applied);
  }, edition);

const inTheEnd = (parameter: Parameter): Parameter | undefined => {
  const [first, last] = [parameter.values[0], parameter.values.at(-1)];
  return first === undefined || last === undefined
    ? undefined
    : { ...parameter, values: [{ ...last, from: first.from }] };
};
