import { describeType } from '../../language/types/describe-type.js';
import { merges, type Merge } from '../../language/merges.js';
import { withoutNull } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import type { EffectDeclaration } from '../model/rule-set.js';
import { keyPlace, positionOf, valuePlace } from '../read/place.js';
import { typeOf } from '../read/shapes.js';
import { brokenNames, wholeItems, type Structured } from '../read/structure.js';
import { typeExpressionAs, type Typing } from './typing.js';
import type { WrittenEffect } from '../read/written-rule-set.js';

/** The effects that a rule set declares, and the names of those that are wrong. */
export interface Effects {
  readonly effects: ReadonlyMap<string, EffectDeclaration>;
  readonly broken: ReadonlySet<string>;
}

/** Builds the declared effects: their types, merges and defaults. */
export const buildEffects = (structured: Structured<'rule-set'>, typing: Typing): Effects => {
  const { source } = structured;
  const broken = new Set(brokenNames(structured, 'effects'));
  const effects = new Map<string, EffectDeclaration>();
  for (const { key, value, path } of wholeItems(structured, 'effects')) {
    const type = effectType(value);
    const merge: Merge =
      typeof value.merge === 'string'
        ? { kind: value.merge }
        : { kind: 'strongest', order: value.merge.strongest };
    const unmergeable = merges[merge.kind].accepts(type, merge.order ?? []);
    if (unmergeable !== null) {
      typing.findings.report('effect-merge', valuePlace(source, [...path, 'merge']), {
        message: `\`${key}\` is ${describeType(type)}: ${unmergeable}.`,
        hint: '`equal` is for any type, `union` for lists, `sum` for numbers and money, `strongest` for texts whose values are all in its order.',
      });
    }
    const at = { source, path: [...path, 'default'], text: value.default };
    const byDefault = typeExpressionAs(
      at,
      type,
      { ...typing, hints: mayBeNone },
      'expression-type',
      `The default of \`${key}\``,
    );
    if (byDefault === undefined || unmergeable !== null) broken.add(key);
    else {
      const position = positionOf(keyPlace(source, path));
      const { customer, unit } = value;
      if (unit !== undefined && type.kind !== 'integer')
        typing.findings.report('unknown-key', keyPlace(source, [...path, 'unit']), {
          message: `\`unit\` says what an integer counts, and \`${key}\` is ${describeType(type)}.`,
          hint: 'Leave it out.',
        });
      effects.set(key, {
        name: key,
        type,
        merge,
        default: byDefault,
        ...(customer === undefined ? {} : { customer }),
        ...(unit === undefined ? {} : { unit }),
        position,
      });
    }
  }
  return { effects, broken };
};

/** What is said of an effect that is absent and may not be. */
export const mayBeNone = {
  absent: ' Where there may be none, declare the effect with `nullable: true`.',
} as const;

/** Whether an effect may be absent is said by `nullable` alone, whatever its default. */
const effectType = (written: WrittenEffect): Type => {
  const present = withoutNull(typeOf(written));
  return written.nullable === true ? { ...present, nullable: true } : present;
};
