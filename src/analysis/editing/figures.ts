import { buildParameters, shapeOfParameter } from '../../edition/build/build-parameters.js';
import { writeValue } from '../../edition/edit/write-value.js';
import type { Parameter } from '../../edition/model/declarations.js';
import { shapeSchemaOf } from '../../edition/model/fact-schema.js';
import { makeFindings } from '../../edition/read/diagnostic.js';
import { positionOf, valuePlace } from '../../edition/read/place.js';
import { parseSource } from '../../edition/read/parse-source.js';
import { readValue } from '../../edition/read/read-value.js';
import { checkStructure, entriesOf, wholeItems } from '../../edition/read/structure.js';
import type { WrittenDatedValue, WrittenParameter } from '../../edition/read/written.js';
import { parseInstant } from '../../language/instants.js';
import type { Value } from '../../language/types/types.js';
import { isRecord } from '../../language/values.js';
import { refuseFigures, type ReleaseRefusal } from '../publishing/compare-releases.js';
import { refused, unreadable, unwritable, type Edited, type EditRemark } from './edit-refusal.js';

const file = 'parameters.yaml';

/** A figure as a form shows it. */
export interface FigureForm {
  readonly parameter: string;
  readonly clauses: readonly string[];
  readonly describes: string;
  readonly changedBy: string;
  readonly sample: boolean;
  /** The line of the file at which it begins, from 1. */
  readonly line: number;
  /** The JSON Schema of each value. */
  readonly schema: Readonly<Record<string, Value>>;
  readonly values: readonly DatedForm[];
}

/** One value of a figure. */
export interface DatedForm extends WrittenDatedValue {
  readonly value: Value;
  /** How it stands to the present: was in force, is, or will be. */
  readonly standing: 'past' | 'now' | 'later';
  /** Whether it was released and has been in force: it stays as it is. */
  readonly fixed: boolean;
}

/** Figures as a form shows them, and those that are not whole, which only the YAML shows. */
export interface FigureForms {
  readonly figures: readonly FigureForm[];
  readonly broken: readonly { readonly name: string; readonly line: number }[];
}

/**
 * The figures in the text of a parameters.yaml.
 * @param released the text that was released of the same revision, `undefined` where there is none
 * @param now epoch milliseconds
 */
export const figureForms = (text: string, released: string | undefined, now: number): FigureForms => {
  const { structured, parameters } = readFigures(text);
  const before = released === undefined ? undefined : readFigures(released).parameters;
  const { source } = structured;
  const whole = wholeItems(structured, 'parameters');
  const figures = whole.flatMap(({ value }): readonly FigureForm[] => {
    const built = parameters.get(value.parameter);
    return built === undefined ? [] : [figureForm(value, built, before?.get(value.parameter), now)];
  });
  const shown = new Set(figures.map(({ parameter }) => parameter));
  const broken = entriesOf(source.value, 'parameters').flatMap(({ value, key, path }) => {
    const name =
      isRecord(value) && typeof value['parameter'] === 'string'
        ? value['parameter']
        : `the ${Number(key) + 1}. figure`;
    return shown.has(name) ? [] : [{ name, line: positionOf(valuePlace(source, path)).line }];
  });
  return { figures, broken };
};

const readFigures = (text: string) => {
  const findings = makeFindings();
  const structured = checkStructure('parameters', parseSource(file, file, text, findings), findings);
  return { structured, parameters: buildParameters(structured, undefined, new Set(), findings).parameters };
};

const figureForm = (
  { parameter, clauses, describes, changedBy, sample = false, values }: WrittenParameter,
  { shape, position }: Parameter,
  before: Parameter | undefined,
  now: number,
): FigureForm => {
  const instants = values.map(({ from }) => instantOf(from));
  const current = instants.findLastIndex((from) => from !== undefined && from <= now);
  return {
    ...{ parameter, clauses, describes, changedBy, sample },
    line: position.line,
    schema: shapeSchemaOf(parameter, shape) as FigureForm['schema'], // JSON, as every schema is
    values: values.map((dated, place) => {
      const from = instants[place] ?? Infinity;
      return {
        ...dated,
        value: dated.value as Value, // YAML that was read says nothing but JSON
        standing: place === current ? 'now' : from <= now ? 'past' : 'later',
        fixed: from <= now && before?.values.some((was) => was.from === from) === true,
      };
    }),
  };
};

const instantOf = (text: string): number | undefined => {
  const parsed = parseInstant(text);
  return parsed.ok ? parsed.epochMs : undefined;
};

/** A value that a figure is to have from a date, in another one's place where `at` is an index, or none in its place where `dated` is null. */
export interface FigureEdit {
  readonly parameter: string;
  readonly at: number | null;
  readonly dated: WrittenDatedValue | null;
}

/**
 * The text of a parameters.yaml with another value of a figure. What publishing would refuse of it is refused, by its reason; the constraints
 * between figures are left to the check, since several edits may be needed to keep them.
 * @param released the text that was released of the same revision, `undefined` where there is none
 * @param now epoch milliseconds
 */
export const editFigure = (
  text: string,
  { parameter, at, dated }: FigureEdit,
  released: string | undefined,
  now: number,
): Edited => {
  const before = readFigures(text);
  const item = wholeItems(before.structured, 'parameters').find(({ value }) => value.parameter === parameter);
  if (item === undefined)
    return before.structured.usable
      ? refused(
          [],
          `There is no whole figure \`${parameter}\`.`,
          'See whether somebody renamed it, or it has an error.',
        )
      : unreadable(file);
  const { values } = item.value;
  if (at !== null && values[at] === undefined)
    return refused([], 'This value is not there any more.', 'Look at the figure again.');
  const others = values.filter((_, place) => place !== at);
  const wrong = dated === null ? [] : wrongIn(dated, item.value, others);
  if (wrong.length > 0) return { code: 'refused', remarks: wrong };
  if (dated === null && others.length === 0)
    return refused(
      [],
      'A figure has a value at all times.',
      'Change this value, or take the figure out in the YAML.',
    );
  const next = [...others, ...(dated === null ? [] : [dated])].sort(
    (a, b) => (instantOf(a.from) ?? 0) - (instantOf(b.from) ?? 0),
  );
  const changed = writeValue(text, [...item.path, 'values'], next);
  if (changed === undefined) return unwritable(file);
  const refusals = addedRefusals(
    released,
    parameter,
    before.parameters,
    readFigures(changed).parameters,
    now,
  );
  return refusals.length === 0
    ? { code: 'edited', text: changed }
    : {
        code: 'refused',
        remarks: refusals.map(({ message }) => ({ path: ['from'], message, hint: laterHint })),
      };
};

const laterHint = 'What was in force stays as it was. Let a new value hold from a later date.';

const addedRefusals = (
  released: string | undefined,
  name: string,
  before: ReadonlyMap<string, Parameter>,
  after: ReadonlyMap<string, Parameter>,
  now: number,
): readonly ReleaseRefusal[] => {
  const was = released === undefined ? undefined : readFigures(released).parameters.get(name);
  if (was === undefined) return [];
  const known = new Set(
    refuseFigures(was, before.get(name), now).map(({ code, where }) => `${code} ${where}`),
  );
  return refuseFigures(was, after.get(name), now).filter(({ code, where }) => !known.has(`${code} ${where}`));
};

const wrongIn = (
  { from, published, reference, value }: WrittenDatedValue,
  figure: WrittenParameter,
  others: readonly WrittenDatedValue[],
): readonly EditRemark[] => {
  const wrong: EditRemark[] = [];
  const [holds, told] = [instantOf(from), instantOf(published)];
  const say = (path: EditRemark['path'], message: string, hint: string): void =>
    void wrong.push({ path, message, hint });
  if (holds === undefined) say(['from'], 'This is no date and time.', 'Say from when the value holds.');
  if (told === undefined)
    say(['published'], 'This is no date and time.', 'Say when the value is made known.');
  if (holds !== undefined && others.some((other) => instantOf(other.from) === holds))
    say(['from'], 'Another value holds from this very instant.', 'Change that one, or choose another date.');
  if (holds !== undefined && told !== undefined && holds < told && reference === undefined)
    say(
      ['from'],
      'The value would hold from before it is made known.',
      'Choose a later date, or say where it was stated.',
    );
  readValue(value, shapeOfParameter(figure), ['value'], (path, { message, hint }) => {
    say(path, message, hint);
  });
  return wrong;
};
