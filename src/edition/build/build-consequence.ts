import { describeType } from '../../language/types/describe-type.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { suggestion } from '../../language/nearest.js';
import { mayBeNone, type Effects } from './build-effects.js';
import type { Consequence, DiscretionRule } from '../model/rule-set.js';
import type { Parameter } from '../model/declarations.js';
import { keyPlace, valuePlace, type Path } from '../read/place.js';
import type { Source } from '../read/source.js';
import { buildTemplate } from './template.js';
import { typeExpression, typeExpressionAs, type Typing } from './typing.js';
import type { Use } from '../names/uses.js';
import type { WrittenConsequence, WrittenDiscretion } from '../read/written-rule-set.js';

/** What the rules of a set choose from. */
export interface RuleSetLists {
  readonly declared: Effects;
  readonly outcomes: readonly string[];
  readonly choices: readonly string[];
  /** False where an entry of a list is not whole, so that it is not known what is missing. */
  readonly whole: boolean;
}

/** What a consequence is built among. */
export interface ConsequenceContext {
  readonly source: Source;
  readonly lists: RuleSetLists;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Its scope knows what is there when the rule's condition holds. */
  readonly typing: Typing;
}

/** Builds what a rule comes to; `undefined` where a part of it is wrong, which is reported. */
export const buildConsequence = (
  written: WrittenConsequence,
  path: Path,
  context: ConsequenceContext,
): { readonly consequence: Consequence; readonly uses: readonly Use[] } | undefined => {
  const { source, lists, typing } = context;
  const listed = lists.outcomes.includes(written.outcome);
  if (!listed)
    reportUnlisted(
      'unknown-outcome',
      written.outcome,
      lists.outcomes,
      'outcomes',
      [...path, 'outcome'],
      context,
    );
  const effects = buildEffectValues(written.effects ?? {}, [...path, 'effects'], context);
  const text = { source, path: [...path, 'because'], text: written.because };
  const because = buildTemplate(text, typing);
  const discretion =
    written.discretion === undefined
      ? null
      : buildDiscretion(written.discretion, [...path, 'discretion'], context);
  if (!listed || effects === undefined || because === undefined || discretion === undefined) return undefined;
  const mentioned = because.flatMap((part) => (typeof part === 'string' ? [] : [part.expression]));
  return {
    consequence: { outcome: written.outcome, effects, because, discretion: discretion?.rule ?? null },
    uses: [
      ...[...effects].map(([name, expression]) => ({
        expression,
        place: valuePlace(source, [...path, 'effects', name]),
        told: true,
        presence: false,
      })),
      ...mentioned.map((expression) => ({
        expression,
        place: valuePlace(source, text.path),
        told: true,
        presence: false,
      })),
      ...(discretion?.uses ?? []),
    ],
  };
};

const buildEffectValues = (
  written: Readonly<Record<string, string>>,
  path: Path,
  context: ConsequenceContext,
): ReadonlyMap<string, TypedExpression> | undefined => {
  const { source, typing, lists } = context;
  const { effects, broken } = lists.declared;
  const values = new Map<string, TypedExpression>();
  for (const [name, text] of Object.entries(written)) {
    const effect = effects.get(name);
    const at = [...path, name];
    if (effect === undefined) {
      if (!broken.has(name)) {
        typing.findings.report('effect-unknown', keyPlace(source, at), {
          message: `\`${name}\` is no effect of this rule set.`,
          hint: suggestion(name, [...effects.keys()], `Declare it under \`effects\`.`),
        });
      }
      continue;
    }
    const expression = typeExpressionAs(
      { source, path: at, text },
      effect.type,
      { ...typing, hints: mayBeNone },
      'effect-type',
      `\`${name}\``,
    );
    if (expression !== undefined) values.set(name, expression);
  }
  return values.size === Object.keys(written).length ? values : undefined;
};

/** What is said of a recommendation that may be something else than a choice. */
const ofPolicy = {
  otherType:
    ' What is recommended is one of the choices: in quotes, or the field of a figure whose `values` are all among them, as in `policy.field`.',
} as const;

const buildDiscretion = (
  written: WrittenDiscretion,
  path: Path,
  context: ConsequenceContext,
): { readonly rule: DiscretionRule; readonly uses: readonly Use[] } | undefined => {
  const { source, typing, lists, parameters } = context;
  const { findings } = typing;
  const unlisted = written.choices.filter((choice) => !lists.choices.includes(choice));
  if (lists.choices.length === 0) {
    findings.report('discretion-without-choices', keyPlace(source, path), {
      message: 'This rule leaves a choice, and the rule set does not say which choices there are.',
      hint: 'Add `choices:` to the rule set, from mild to strict.',
    });
  } else {
    for (const choice of unlisted) {
      const at = [...path, 'choices', written.choices.indexOf(choice)];
      reportUnlisted('unknown-choice', choice, lists.choices, 'choices', at, context);
    }
  }
  const isPolicy = parameters.has(written.policy) || typing.broken.has(written.policy);
  if (!isPolicy) {
    findings.report('unknown-parameter', valuePlace(source, [...path, 'policy']), {
      message: `\`${written.policy}\` is no parameter.`,
      hint: suggestion(written.policy, [...parameters.keys()], 'Add it to parameters.yaml.'),
    });
  }
  const at = { source, path: [...path, 'recommended'], text: written.recommended };
  const recommended = typeExpressionAs(
    at,
    { kind: 'text', values: written.choices },
    { ...typing, hints: ofPolicy },
    'unknown-choice',
    'What is recommended',
  );
  const upTo = written.upTo === undefined ? null : buildUpTo(written.upTo, [...path, 'upTo'], context);
  const parameter = parameters.get(written.policy);
  if (unlisted.length > 0 || parameter === undefined || recommended === undefined || upTo === undefined)
    return undefined;
  const { decider, choices, policy } = written;
  const span = { from: 0, to: policy.length };
  const readsPolicy: TypedExpression = { kind: 'read', root: policy, fields: [], type: parameter.type, span };
  return {
    rule: { decider, choices, recommended, upTo, policy },
    uses: [
      { expression: recommended, place: valuePlace(source, at.path), told: true, presence: false },
      {
        expression: readsPolicy,
        place: valuePlace(source, [...path, 'policy']),
        told: false,
        presence: false,
      },
      ...(upTo === null
        ? []
        : [{ expression: upTo, place: valuePlace(source, [...path, 'upTo']), told: true, presence: false }]),
    ],
  };
};

/** The most that a choice may come to: an amount or a number. */
const buildUpTo = (
  text: string,
  path: Path,
  { source, typing }: ConsequenceContext,
): TypedExpression | undefined => {
  const expression = typeExpression({ source, path, text }, typing);
  if (expression === undefined) return undefined;
  const { type } = expression;
  const isAmount =
    type.kind === 'integer' || type.kind === 'number' || (type.kind === 'record' && type.name === 'money');
  if (isAmount && type.nullable !== true) return expression;
  typing.findings.report('expression-type', valuePlace(source, path), {
    message: `What a choice may come to must be money or a number, and this is ${describeType(type)}.`,
    hint: 'Leave `upTo` out where there is no limit.',
  });
  return undefined;
};

const reportUnlisted = (
  code: 'unknown-outcome' | 'unknown-choice',
  name: string,
  listed: readonly string[],
  where: string,
  path: Path,
  { source, typing, lists }: ConsequenceContext,
): void => {
  // An entry that is not whole may be the one that is meant.
  if (!lists.whole) return;
  typing.findings.report(code, valuePlace(source, path), {
    message: `\`${name}\` is not among the ${where} of this rule set.`,
    hint: suggestion(name, listed, `They are ${listed.join(', ')}.`),
  });
};
