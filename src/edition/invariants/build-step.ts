import type { Type } from '../../language/types/types.js';
import { fieldType } from '../../language/types/type-relations.js';
import { typeExpressionAs, type Typing } from '../build/typing.js';
import type { Becoming, FactPath } from '../model/invariant.js';
import { overlapping } from '../names/dotted-names.js';
import { readName } from '../names/names.js';
import { keyPlace, valuePlace, type Path } from '../read/place.js';
import type { Source } from '../read/source.js';
import type { WrittenStep } from '../read/written.js';
import type { InvariantScopes } from './invariant-scope.js';

/** A step but for what is read after it; `undefined` where something in it is wrong. */
export interface OwnStep {
  readonly later: boolean;
  readonly becomes: readonly Becoming[];
  readonly other: readonly FactPath[];
}

/** A fact, or a part of one, with its type. */
export interface TypedPath extends FactPath {
  readonly type: Type;
}

/** Builds a step: what it changes are facts, or parts of them, each once. */
export const buildStep = (
  written: WrittenStep,
  path: Path,
  source: Source,
  scopes: InvariantScopes,
  typing: Typing,
): OwnStep | undefined => {
  const named = [
    ...Object.keys(written.becomes ?? {}).map((name) => ({
      name,
      place: keyPlace(source, [...path, 'becomes', name]),
    })),
    ...(written.other ?? []).map((name, index) => ({
      name,
      place: valuePlace(source, [...path, 'other', index]),
    })),
  ];
  let isWhole = true;
  for (const [index, { name, place }] of named.entries()) {
    const clash = named.slice(0, index).find((one) => overlapping(one.name, name));
    if (clash === undefined) continue;
    isWhole = false;
    typing.findings.report('duplicate-id', place, {
      message: `The step changes \`${clash.name}\` already.`,
      hint: 'Say once what becomes of a fact, or of a part of it.',
    });
  }
  const becomes = Object.entries(written.becomes ?? {}).flatMap(([name, text]): readonly Becoming[] => {
    const target = readFact(name, { source, path: [...path, 'becomes', name], atKey: true }, scopes, typing);
    const at = { source, path: [...path, 'becomes', name], text };
    const within = { ...typing, scope: scopes.before };
    const is =
      target === undefined
        ? undefined
        : typeExpressionAs(at, target.type, within, 'expression-type', `What becomes of \`${name}\``);
    return is === undefined || target === undefined ? [] : [{ ...target, is }];
  });
  const other = (written.other ?? []).flatMap((name, index): readonly FactPath[] => {
    const place = { source, path: [...path, 'other', index], atKey: false };
    // A whole fact may be one that these decisions do not read; a part changes what they see of the rest.
    const facts = name.includes('.') ? scopes.facts : scopes.everyFact;
    const target = readFact(name, place, { facts }, typing);
    return target === undefined ? [] : [{ root: target.root, fields: target.fields }];
  });
  return isWhole && becomes.length + other.length === named.length
    ? { later: written.later ?? false, becomes, other }
    : undefined;
};

/** A fact, or a part of one, that a dotted name is of; else what is wrong is reported. Its type is that of the value where what it is in is there. */
export const readFact = (
  name: string,
  at: { readonly source: Source; readonly path: Path; readonly atKey: boolean },
  scopes: Pick<InvariantScopes, 'facts'>,
  { findings, broken }: Typing,
): TypedPath | undefined => {
  const found = readName(name, scopes.facts);
  if (!found.ok) {
    if (!broken.has(name.split('.')[0] ?? ''))
      findings.report('unknown-fact', (at.atKey ? keyPlace : valuePlace)(at.source, at.path), {
        message: `\`${name}\` is no fact, or part of one, that these decisions take.`,
        hint: found.remark.hint,
      });
    return undefined;
  }
  const [root = name, ...fields] = name.split('.');
  const whole = scopes.facts.resolve([root])?.type;
  const type = fields.reduce<Type | undefined>(
    (outer, field) => (outer === undefined ? undefined : fieldType(outer, field)),
    whole,
  );
  return type === undefined ? undefined : { root, fields, type };
};
