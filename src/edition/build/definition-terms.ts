import type { TypedExpression } from '../../language/syntax/expression.js';
import { chosenByInvalid } from '../model/invalid-clauses.js';
import { readsVariable } from '../../language/syntax/walk.js';
import type { Type } from '../../language/types/types.js';
import { rootOf } from '../names/dotted-names.js';
import { reservedNames } from '../names/names.js';
import { keyPlace, positionOf, valuePlace, type Path } from '../read/place.js';
import type { Source } from '../read/source.js';
import { wholeItems, type Item, type Structured } from '../read/structure.js';
import type { WrittenDefinition } from '../read/written.js';
import type { Term } from './build-definitions.js';
import { typeExpression, typeExpressionAs, type Typing } from './typing.js';

/** The terms of definitions.yaml. */
export const definitionTerms = (structured: Structured<'definitions'>): readonly Term[] => {
  const { source } = structured;
  return wholeItems(structured, 'definitions').map((item): Term => {
    const { value, path } = item;
    return {
      term: value.term,
      place: valuePlace(source, [...path, 'term']),
      body: valuePlace(source, [...path, 'is']),
      text: [value.is, value.invalid ?? '', ...Object.values(value.with ?? {})].join(' '),
      build: (typing) => {
        const written = typeWithLocals(value, path, source, typing);
        const is = written === undefined ? undefined : withInvalid(written, item, source, typing);
        return is === undefined
          ? undefined
          : {
              term: value.term,
              clauses: value.clauses,
              is,
              source: asWritten(value),
              ...(value.invalid === undefined ? {} : { invalid: value.invalid }),
              describes: value.describes ?? null,
              ...(value.called === undefined ? {} : { called: value.called }),
              readings: value.readings ?? [],
              position: positionOf(valuePlace(source, path)),
            };
      },
    };
  });
};

/** An expression with the local names that it reads. */
const asWritten = ({ is, with: locals = {} }: WrittenDefinition): string =>
  [is, ...Object.entries(locals).map(([name, text]) => `where ${name} = ${text}`)].join('\n');

/** Types a definition with its local names, each of which sees those above it. */
const typeWithLocals = (
  { is, with: locals = {} }: WrittenDefinition,
  path: Path,
  source: Source,
  typing: Typing,
): TypedExpression | undefined => {
  const variables = new Map<string, Type>();
  const values: (readonly [name: string, value: TypedExpression])[] = [];
  for (const [name, text] of Object.entries(locals)) {
    const place = keyPlace(source, [...path, 'with', name]);
    const hidden = typing.scope.names().find((known) => rootOf(known) === name);
    if (hidden !== undefined || reservedNames.has(name)) {
      typing.findings.report('name-clash', place, {
        message: `\`${name}\` has a meaning of its own${hidden === undefined || hidden === name ? '' : `: there is \`${hidden}\``}.`,
        hint: 'Give the local name another one.',
      });
      return undefined;
    }
    const value = typeExpression({ source, path: [...path, 'with', name], text }, { ...typing, variables });
    if (value === undefined) return undefined;
    variables.set(name, value.type);
    values.push([name, value]);
  }
  const body = typeExpression({ source, path: [...path, 'is'], text: is }, { ...typing, variables });
  return body === undefined
    ? undefined
    : values.reduceRight<TypedExpression>((inner, [name, value]) => {
        if (!readsVariable(inner, name))
          typing.findings.report('unused-local', keyPlace(source, [...path, 'with', name]), {
            message: `Nothing reads \`${name}\`.`,
            hint: 'Read it in what stands below, or remove it.',
          });
        return {
          kind: 'let',
          variables: [name],
          values: [value],
          in: inner,
          type: inner.type,
          span: inner.span,
        };
      }, body);
};

/** What a definition is, or what it says that it is without its clauses; `undefined` where that is wrong. */
const withInvalid = (
  is: TypedExpression,
  { value: { invalid, clauses, term }, path }: Item<WrittenDefinition>,
  source: Structured<'definitions'>['source'],
  typing: Typing,
): TypedExpression | undefined => {
  if (invalid === undefined) return is;
  const written = { source, path: [...path, 'invalid'], text: invalid };
  const instead = typeExpressionAs(
    written,
    is.type,
    typing,
    'feel-type',
    `What \`${term}\` is without its clauses`,
  );
  return instead === undefined ? undefined : chosenByInvalid(clauses, instead, is);
};
