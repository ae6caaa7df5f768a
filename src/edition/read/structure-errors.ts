import { isRecord, stepsOf } from '../../language/values.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest, suggestion } from '../../language/nearest.js';
import { isDiagnosticCode, type DiagnosticCode } from './diagnostic-codes.js';
import type { Remark } from './diagnostic.js';
import type { Path } from './place.js';

/** What is wrong with the structure of a file, at which path. */
export interface StructureError {
  readonly code: DiagnosticCode;
  readonly path: Path;
  /** True where the key is meant and not its value. */
  readonly atKey: boolean;
  /** True where the rest of what it stands in may be used all the same. */
  readonly harmless: boolean;
  readonly remark: Remark;
  /** The key that is missing there. */
  readonly missing?: string;
  /** The key that was probably meant by one that does not belong there. */
  readonly meant?: string;
  /** The keys that belong below an empty value. */
  readonly wants?: readonly string[];
}

/** Tells an error of ajv in our terms; `undefined` where another error says the same better. */
export const toStructureError = (error: ErrorObject): StructureError | undefined => {
  if (error.keyword === 'if' || error.propertyName !== undefined) return undefined;
  const path = stepsOf(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>; // ajv types them as Record<string, any>
  const schema: Readonly<Record<string, unknown>> = isRecord(error.parentSchema) ? error.parentSchema : {};
  const hint = hintOf(schema);
  const properties = schema['properties'];
  const last = path.at(-1) ?? '';
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const named = Object.keys(isRecord(properties) ? properties : {});
      const known = named.includes('operator') ? [...named, 'all', 'any', 'not'] : named;
      const code = codeOf(schema, `additionalProperties:${key}`) ?? 'unknown-key';
      const mixed = code === 'mixed-condition';
      const meant = known.includes(joiners[key] ?? '') ? joiners[key] : nearest(key, known);
      return {
        ...(meant === undefined ? {} : { meant }),
        code,
        path: [...path, key],
        atKey: true,
        harmless: !mixed,
        remark: mixed
          ? {
              message: `\`${named.join('`, `')}\` and \`${key}\` stand in one condition.`,
              hint: hint ?? 'Put one inside the other.',
            }
          : {
              message: `\`${key}\` does not belong here.`,
              hint: /^\d+$/.test(key)
                ? 'A decimal has a point, as in `0.5`; in braces a comma begins another key.'
                : meant === undefined
                  ? `Known here: ${named.join(', ')}.`
                  : `Did you mean \`${meant}\`?`,
            },
      };
    }
    case 'false schema':
      return {
        code: 'unknown-key',
        path,
        atKey: true,
        harmless: true,
        remark: {
          message: `\`${last}\` does not go with what stands beside it.`,
          hint: `Remove it, or change what it belongs to.`,
        },
      };
    case 'required': {
      const key = String(params['missingProperty']);
      return {
        code: codeOf(schema, `required:${key}`) ?? 'missing-key',
        path,
        atKey: true,
        harmless: false,
        missing: key,
        remark: {
          message: `\`${key}\` is missing${place(path)}.`,
          hint: hintOf(isRecord(properties) ? properties[key] : undefined) ?? hint ?? `Add \`${key}:\`.`,
        },
      };
    }
    case 'propertyNames':
      return {
        code: 'wrong-shape',
        path: [...path, String(params['propertyName'])],
        atKey: true,
        harmless: false,
        remark: {
          message: `\`${String(params['propertyName'])}\` cannot be a name here.`,
          hint: 'A name starts with a small letter, or one of a script without capitals, and has only letters and digits: composed ones (NFC), not of Latin and of Greek or Cyrillic together.',
        },
      };
    default:
      return {
        code:
          codeOf(schema, `${error.keyword}:${typeof error.data}`) ??
          codeOf(schema, error.keyword) ??
          (path.length === 0 ? 'wrong-root' : 'wrong-shape'),
        path,
        atKey: false,
        harmless: false,
        ...(error.data === null && isRecord(properties) ? { wants: Object.keys(properties) } : {}),
        remark: { message: complaint(error, last, params), hint: hintFor(error, params, hint, schema) },
      };
  }
};

const codeOf = (schema: Readonly<Record<string, unknown>>, key: string): DiagnosticCode | undefined => {
  const codes = schema['x-codes'];
  const code = isRecord(codes) ? codes[key] : undefined;
  return typeof code === 'string' && isDiagnosticCode(code) ? code : undefined;
};

const hintOf = (schema: unknown): string | undefined =>
  isRecord(schema) && typeof schema['x-hint'] === 'string' ? schema['x-hint'] : undefined;

/** ` in item 3 of \`rules\``, ` in \`facts.package\``; nothing at the root. */
const place = (path: Path): string => {
  const last = String(path.at(-1) ?? '');
  if (path.length === 0) return '';
  if (!/^\d+$/.test(last)) return ` in \`${path.join('.')}\``;
  return ` in item ${Number(last) + 1} of \`${path.slice(0, -1).join('.')}\``;
};

const complaint = (error: ErrorObject, last: string, params: Readonly<Record<string, unknown>>): string => {
  const name = last === '' ? 'The file' : /^\d+$/.test(last) ? 'This' : `\`${last}\``;
  switch (error.keyword) {
    case 'type':
      return `${name} must be ${typeWords(String(params['type']))}, and is ${kindOf(error.data)}.`;
    case 'enum':
      return `${name} cannot be \`${shown(error.data)}\`.`;
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return `${name} must not be empty.`;
    case 'uniqueItems':
      return `${name} names the same thing twice.`;
    default:
      return `${name} cannot be \`${shown(error.data)}\`.`;
  }
};

const hintFor = (
  error: ErrorObject,
  params: Readonly<Record<string, unknown>>,
  hint: string | undefined,
  schema: Readonly<Record<string, unknown>>,
): string => {
  const written = rewritten(error, params, schema);
  if (hint !== undefined) return written === undefined ? hint : `Write \`${written}\`. ${hint}`;
  if (error.keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    const allowed = params['allowedValues'].map(String);
    const sign = signs[shown(error.data)];
    if (sign !== undefined && allowed.includes(sign)) return `Write \`${sign}\`.`;
    return suggestion(shown(error.data), allowed, `One of ${allowed.join(', ')}.`);
  }
  const what = schema['description'] ?? schema['title'];
  const belongs = typeof what === 'string' ? ` What belongs here: ${what}` : '';
  if (written !== undefined) return `Write \`${written}\`.${belongs}`;
  if (belongs !== '') return belongs.trim();
  return error.keyword === 'pattern' && typeof params['pattern'] === 'string'
    ? `It must have the form ${params['pattern']}.`
    : 'See the authoring guide.';
};

/** What joins conditions in other languages. */
const joiners: Readonly<Record<string, string>> = { and: 'all', or: 'any', none: 'not' };

/** What operators are called elsewhere. */
const signs: Readonly<Record<string, string>> = {
  '=': 'equal',
  '==': 'equal',
  '!=': 'notEqual',
  '<>': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
};

/** What was probably meant: one item as a list, or a value as one of the keys that belong there. */
const rewritten = (
  { keyword, data, instancePath }: ErrorObject,
  params: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>>,
): string | undefined => {
  const key = stepsOf(instancePath).at(-1) ?? '';
  const isOfFile = stepsOf(instancePath).length === 1;
  if (keyword !== 'type' || key === '' || /^\d+$/.test(key)) return undefined;
  const isPlain = typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean';
  if (params['type'] === 'array' && isPlain && !isOfFile)
    return `${key}: [${typeof data === 'string' && !/^[\p{L}][\w-]*$/u.test(data) ? `'${data}'` : shown(data)}]`;
  if (params['type'] !== 'object' || isRecord(data)) return undefined;
  const { required, properties } = schema;
  const [first, second] = [
    ...(Array.isArray(required) ? required.map(String) : []),
    ...(isRecord(properties) ? Object.keys(properties) : []),
  ];
  if (first === undefined) return undefined;
  if (isPlain) return `${key}: { ${first}: ${shown(data)} }`;
  return second === undefined ? undefined : `${key}: { ${first}: …, ${second}: … }`;
};

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const typeWords = (types: string): string =>
  types
    .split(',')
    .map((type) => words[type] ?? type)
    .join(' or ');

const words: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'keys with values',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? 'empty'
    : Array.isArray(value)
      ? 'a list'
      : (words[typeof value] ?? typeof value);
