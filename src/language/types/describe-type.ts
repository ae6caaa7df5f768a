import type { Type } from './types.js';

/** A type in words, for messages: `an integer`, ``one of `a`, `b` ``, `a list, each item money or none`. */
export const describeType = (type: Type): string => {
  const present = describePresent(type);
  return type.nullable === true && type.kind !== 'null' ? `${present} or none` : present;
};

const describePresent = (type: Type): string => {
  switch (type.kind) {
    case 'null':
      return 'none';
    case 'boolean':
    case 'number':
    case 'duration':
    case 'date':
    case 'time':
      return `a ${type.kind}`;
    case 'percent':
      return 'a percentage';
    case 'local':
      return 'a date and time without a zone';
    case 'months':
      return 'a duration of years and months';
    case 'integer':
    case 'instant':
      return `an ${type.kind}`;
    case 'text':
      return describeText(type.values);
    case 'list':
      return type.of.kind === 'null' ? 'a list of nothing' : `a list, each item ${describeType(type.of)}`;
    case 'record':
      return type.name === 'amount'
        ? 'an amount of money that is not rounded'
        : type.name === 'money'
          ? 'money'
          : type.name === 'calendar'
            ? 'a calendar'
            : type.name === 'range'
              ? 'a range'
              : `a record with ${quoted(Object.keys(type.fields))}`;
  }
};

const describeText = (values: readonly string[] | undefined): string => {
  if (values === undefined) return 'a text';
  return values.length === 1 ? `the text ${quoted(values)}` : `one of ${quoted(values)}`;
};

/** Names or texts, each in backticks, joined by commas. */
export const quoted = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ');
