import type { TypedExpression } from '../../language/syntax/expression.js';
import { chosenByInvalid } from '../model/invalid-clauses.js';
import { positionOf, valuePlace } from '../read/place.js';
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
      text: `${value.is} ${value.invalid ?? ''}`,
      build: (typing) => {
        const written = typeExpression({ source, path: [...path, 'is'], text: value.is }, typing);
        const is = written === undefined ? undefined : withInvalid(written, item, source, typing);
        return is === undefined
          ? undefined
          : {
              term: value.term,
              clauses: value.clauses,
              is,
              source: value.is,
              ...(value.invalid === undefined ? {} : { invalid: value.invalid }),
              describes: value.describes ?? null,
              readings: value.readings ?? [],
              position: positionOf(valuePlace(source, path)),
            };
      },
    };
  });
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
