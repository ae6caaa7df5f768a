import { parseInstant } from '../../language/instants.js';
import { datedName } from '../../language/types/type-special-calls.js';
import type { Type } from '../../language/types/types.js';
import type { Findings } from '../read/diagnostic.js';
import type { DatedValue, Parameter, ParameterConstraint } from '../model/declarations.js';
import { makeScope, reservedNames } from '../names/names.js';
import { emptyKeys, keyPlace, positionOf, valuePlace, type Path } from '../read/place.js';
import { readValue } from '../read/read-value.js';
import { shapeOf, typeOf } from '../read/shapes.js';
import type { Source } from '../read/source.js';
import { brokenNames, wholeItems, type Structured } from '../read/structure.js';
import { typeExpressionAs } from './typing.js';
import type { WrittenDatedValue, WrittenParameter, WrittenShape } from '../read/written.js';

/** parameters.yaml, built. */
export interface Parameters {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly constraints: readonly ParameterConstraint[];
  /** Parameters that exist and are wrong. */
  readonly broken: ReadonlySet<string>;
}

/**
 * Builds the parameters with their dated values.
 * @param effectiveFrom when the edition takes effect, by which each needs a value; `undefined` where that is not known
 * @param facts the names of facts, which a parameter would hide
 */
export const buildParameters = (
  structured: Structured<'parameters'>,
  effectiveFrom: number | undefined,
  facts: ReadonlySet<string>,
  findings: Findings,
): Parameters => {
  const { source } = structured;
  const broken = new Set(brokenNames(structured, 'parameters', 'parameter'));
  const parameters = new Map<string, Parameter>();
  for (const { value, path } of wholeItems(structured, 'parameters')) {
    const { parameter: name, clauses, describes, changedBy, sample } = value;
    const clash = whyHiding(value, facts);
    if (clash !== undefined) {
      findings.report('name-clash', valuePlace(source, [...path, 'parameter']), {
        message: clash,
        hint: 'Give it another name.',
      });
      broken.add(name);
      continue;
    }
    if (parameters.has(name)) {
      findings.report('duplicate-id', valuePlace(source, [...path, 'parameter']), {
        message: `The parameter \`${name}\` is given twice.`,
        hint: 'Keep one, or give the other its own name.',
      });
      continue;
    }
    const shape = shapeOfParameter(value);
    const values = value.values.flatMap((dated, index) =>
      readDated(dated, shape, { source, path: [...path, 'values', index] }, findings),
    );
    reportDates(values, value, { source, path: [...path, 'values'] }, effectiveFrom, findings);
    const position = positionOf(valuePlace(source, path));
    parameters.set(name, {
      name,
      clauses,
      describes,
      changedBy,
      sample: sample ?? false,
      type: typeOf(shape),
      shape: shapeOf(name, shape, () => null),
      values,
      position,
    });
  }
  const constraints = buildConstraints(structured, parameters, broken, findings);
  return { parameters, constraints, broken };
};

/** Why a parameter cannot have its name: it would hide something else. */
const whyHiding = (
  { parameter: name, fields }: WrittenParameter,
  facts: ReadonlySet<string>,
): string | undefined => {
  if (facts.has(name)) return `\`${name}\` is the name of a fact.`;
  if (reservedNames.has(name)) return `\`${name}\` is a word of the language.`;
  return fields !== undefined && Object.hasOwn(fields, 'since')
    ? `\`${name}.since\` is the instant from which \`${name}\` has its value, and cannot be a field too.`
    : undefined;
};

/** The names that parameters bring into a scope: each, and the instant since which it has its value. */
export const parameterTypes = ({
  parameters,
}: Pick<Parameters, 'parameters'>): readonly (readonly [string, Type])[] =>
  [...parameters.values()].flatMap(({ name, type }): (readonly [string, Type])[] => [
    [name, type],
    [`${name}.since`, { kind: 'instant' }],
    [
      datedName(name),
      { kind: 'list', of: { kind: 'record', fields: { from: { kind: 'instant' }, value: type } } },
    ],
  ]);

/** The shape of each dated value of a parameter; its own `values` are dated values, and not those of a text. */
export const shapeOfParameter = ({ type, fields, of, minimum, maximum }: WrittenParameter): WrittenShape => ({
  type,
  ...(fields === undefined ? {} : { fields }),
  ...(of === undefined ? {} : { of }),
  ...(minimum === undefined ? {} : { minimum }),
  ...(maximum === undefined ? {} : { maximum }),
});

interface At {
  readonly source: Source;
  readonly path: Path;
}

const readDated = (
  written: WrittenDatedValue,
  shape: WrittenShape,
  { source, path }: At,
  findings: Findings,
): readonly DatedValue[] => {
  const misfits: Path[] = [];
  const value = readValue(written.value, shape, [...path, 'value'], (at, remark) => {
    misfits.push(at);
    findings.report('parameter-value', valuePlace(source, at), remark);
  });
  for (const at of emptyKeys(source, [...path, 'value'])) {
    // What has to be there is told already.
    if (misfits.some((told) => told.join('\n') === at.join('\n'))) continue;
    misfits.push(at);
    const key = at.at(-1);
    findings.report('parameter-value', keyPlace(source, at), {
      message: `\`${key}\` has no value.`,
      hint: 'Write one after it, `null` where there is none, or leave it out.',
    });
  }
  const from = readInstant(written.from, { source, path: [...path, 'from'] }, findings);
  const published = readInstant(written.published, { source, path: [...path, 'published'] }, findings);
  if (misfits.length > 0 || from === undefined || published === undefined) return [];
  if (from < published && written.reference === undefined) {
    findings.report('parameter-reference', valuePlace(source, [...path, 'from']), {
      message: `This value holds from ${written.from}, before it was published at ${written.published}.`,
      hint: 'Add `reference:` with where it was stated otherwise, or let it hold from its publication.',
    });
  }
  const position = positionOf(valuePlace(source, path));
  return [{ from, published, reference: written.reference ?? null, value, position }];
};

/** Reads an instant; what is none is reported. */
export const readInstant = (text: string, { source, path }: At, findings: Findings): number | undefined => {
  const parsed = parseInstant(text);
  if (parsed.ok) return parsed.epochMs;
  const lacksOffset = parsed.code === 'instant-without-offset';
  const isFormed = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  findings.report('wrong-instant', valuePlace(source, path), {
    message: lacksOffset
      ? `\`${text}\` has no offset.`
      : isFormed
        ? `\`${text}\` has the form of an instant, and the calendar or the clock has no such one.`
        : `\`${text}\` is not an RFC 3339 instant.`,
    hint: lacksOffset
      ? 'Add Z for UTC, or an offset such as +02:00.'
      : isFormed
        ? 'Look at its month, day and time: hours go to 23, and there is no second 60.'
        : 'Write year, month, day and time with an offset, in the form "YYYY-MM-DDThh:mm:ssZ".',
  });
  return undefined;
};

const reportDates = (
  values: readonly DatedValue[],
  { parameter: name, values: written }: WrittenParameter,
  { source, path }: At,
  effectiveFrom: number | undefined,
  findings: Findings,
): void => {
  if (values.length < written.length) return; // One of the dates is not known: their order is not either.
  values.forEach(({ from }, index) => {
    const before = values[index - 1];
    if (before === undefined || before.from < from) return;
    const same = before.from === from;
    findings.report(
      same ? 'parameter-duplicate-date' : 'parameter-order',
      valuePlace(source, [...path, index, 'from']),
      same
        ? {
            message: `Two values of \`${name}\` hold from the same instant.`,
            hint: 'Keep one of them.',
          }
        : {
            message: `This value of \`${name}\` holds from before the one above it.`,
            hint: 'Put the earliest first.',
          },
    );
  });
  const first = values[0];
  if (first === undefined || effectiveFrom === undefined || first.from <= effectiveFrom) return;
  findings.report('parameter-late', valuePlace(source, [...path, 0, 'from']), {
    message: `\`${name}\` has no value yet when the edition takes effect.`,
    hint: 'Let its first value hold from `effectiveFrom` in edition.yaml, or before.',
  });
};

const buildConstraints = (
  structured: Structured<'parameters'>,
  parameters: ReadonlyMap<string, Parameter>,
  broken: ReadonlySet<string>,
  findings: Findings,
): readonly ParameterConstraint[] => {
  const { source } = structured;
  const typing = { scope: makeScope(new Map(parameterTypes({ parameters }))), findings, broken };
  return wholeItems(structured, 'constraints').flatMap(({ value, path }) => {
    const at = { source, path: [...path, 'holds'], text: value.holds };
    const holds = typeExpressionAs(at, { kind: 'boolean' }, typing, 'expression-type', 'A constraint');
    const { clauses, code, message } = value;
    const position = positionOf(keyPlace(source, path));
    return holds === undefined ? [] : [{ holds, clauses, code, message, position }];
  });
};
