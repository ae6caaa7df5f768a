import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import { suggestion } from '../../language/nearest.js';
import { isNullable } from '../../language/types/type-relations.js';
import { typeExpressionAs, type Typing } from '../build/typing.js';
import type { Vocabulary } from '../build/vocabulary.js';
import type { FactPath, Invariant, Step } from '../model/invariant.js';
import type { RuleSet } from '../model/rule-set.js';
import { afterName, nameBefore, namesOfInvariants } from '../names/invariant-names.js';
import { isWithin } from '../names/dotted-names.js';
import { readName, type OwnFunctions } from '../names/names.js';
import type { Findings } from '../read/diagnostic.js';
import { keyPlace, positionOf, valuePlace } from '../read/place.js';
import { wholeItems, type Item, type Structured } from '../read/structure.js';
import type { WrittenInvariant } from '../read/written.js';
import { afterwards } from './afterwards.js';
import { buildMonotone } from './build-monotone.js';
import { buildStep } from './build-step.js';
import { provedFromOf } from './proved-from.js';
import { scopesOf, type InvariantScopes } from './invariant-scope.js';

/** What invariants are built among. */
export interface InvariantContext {
  readonly vocabulary: Vocabulary;
  readonly decisions: ReadonlyMap<string, RuleSet>;
  /** Whether a rule set of that name was written, right or wrong. */
  readonly isWritten: (decision: string) => boolean;
  readonly functions: OwnFunctions;
  readonly broken: ReadonlySet<string>;
  readonly findings: Findings;
}

/** Builds always.yaml: none where the edition has no such file. */
export const buildInvariants = (
  structured: Structured<'always'> | undefined,
  context: InvariantContext,
): readonly Invariant[] => {
  if (structured === undefined) return [];
  const names = new Map<string, Invariant | undefined>();
  return wholeItems(structured, 'invariants').flatMap((item) => {
    const { name } = item.value;
    if (names.has(name))
      context.findings.report('duplicate-id', valuePlace(structured.source, [...item.path, 'name']), {
        message: `The invariant \`${name}\` is given twice.`,
        hint: 'Keep one, or give the other its own name.',
      });
    const invariant = buildInvariant(item, structured, context);
    const provedFrom = provedFromOf(item, structured.source, invariant, names, context.findings);
    const whole = invariant && { ...invariant, provedFrom };
    names.set(name, whole);
    return whole ?? [];
  });
};

const buildInvariant = (
  { value, path }: Item<WrittenInvariant>,
  { source }: Structured<'always'>,
  context: InvariantContext,
): Invariant | undefined => {
  const { findings, vocabulary } = context;
  const ruleSets = value.decisions.flatMap((decision, index) => {
    const ruleSet = context.decisions.get(decision);
    if (ruleSet === undefined && !context.isWritten(decision))
      findings.report('unknown-decision', valuePlace(source, [...path, 'decisions', index]), {
        message: `\`${decision}\` has no rule set in this edition.`,
        hint: `Name one of ${[...context.decisions.keys()].join(', ')}.`,
      });
    return ruleSet ?? [];
  });
  if (ruleSets.length < value.decisions.length || !isOneKind(value, path, source, findings)) return undefined;
  const hasStep = value.step !== undefined || value.monotone !== undefined;
  const scopes = scopesOf(ruleSets, vocabulary, context.functions, hasStep);
  const clash = [...vocabulary.facts.keys()].find((name) => namesOfInvariants.has(name));
  if (clash !== undefined)
    findings.report('name-clash', keyPlace(source, [...path, 'name']), {
      message: `The fact \`${clash}\` has a name that invariants need: \`decided\` is what decisions say, \`after\` the case after a step.`,
      hint: 'Give the fact another name.',
    });
  const broken = new Set([...context.broken].flatMap((name) => [name, afterName(name)]));
  const typing: Typing = { scope: scopes.both, findings, broken };
  const said = saying(value, path, source, scopes, typing);
  if (said === undefined) return undefined;
  const { when, holds, step, unchanged } = said;
  const read = [holds, ...(when === null ? [] : [when]), ...(step?.becomes ?? []).map(({ is }) => is)];
  return {
    name: value.name,
    clauses: value.clauses,
    describes: value.describes ?? null,
    decisions: value.decisions,
    when,
    holds,
    unchanged,
    step:
      step === null
        ? null
        : { ...step, isDecided: unchanged.length > 0 || readsDecided([holds, when], vocabulary) },
    needs: needsOf(read, scopes),
    provedFrom: [],
    position: positionOf(valuePlace(source, [...path, 'name'])),
  };
};

/** Either what holds or is unchanged, or that a value only rises or falls. */
const isOneKind = (
  { holds, unchanged, monotone, step }: WrittenInvariant,
  path: Item<unknown>['path'],
  source: Structured['source'],
  findings: Findings,
): boolean => {
  if (holds === undefined && unchanged === undefined && monotone === undefined) {
    findings.report('missing-key', valuePlace(source, path), {
      message: '`holds` is missing here.',
      hint: 'Say what holds, under `unchanged` what a step leaves as it is, or under `monotone` what only rises or falls.',
    });
    return false;
  }
  if (unchanged !== undefined && step === undefined && monotone === undefined) {
    findings.report('missing-key', valuePlace(source, path), {
      message: '`step` is missing here.',
      hint: 'Say under `step` how the case differs in which answers are unchanged.',
    });
    return false;
  }
  const beside = Object.entries({ holds, unchanged, step }).find(([, one]) => one !== undefined)?.[0];
  if (monotone === undefined || beside === undefined) return true;
  findings.report('unknown-key', keyPlace(source, [...path, beside]), {
    message: `\`${beside}\` does not go with \`monotone\`, which says how two cases differ and what holds of them.`,
    hint: 'Make two invariants of it.',
  });
  return false;
};

/** What an invariant says, in terms of two cases. */
interface Said extends Pick<Invariant, 'when' | 'holds' | 'unchanged'> {
  readonly step: Omit<Step, 'isDecided'> | null;
}

const saying = (
  value: WrittenInvariant,
  path: Item<unknown>['path'],
  source: Structured['source'],
  scopes: InvariantScopes,
  typing: Typing,
): Said | undefined => {
  const condition = (key: 'when' | 'holds', text: string): TypedExpression | undefined =>
    typeExpressionAs(
      { source, path: [...path, key], text },
      { kind: 'boolean' },
      typing,
      'expression-type',
      `\`${key}\``,
    );
  const when = value.when === undefined ? null : condition('when', value.when);
  if (value.monotone !== undefined) {
    const monotone = buildMonotone(value.monotone, [...path, 'monotone'], source, scopes, typing);
    if (when === undefined || monotone === undefined) return undefined;
    return { ...monotone, unchanged: [], when: when === null ? monotone.when : both(when, monotone.when) };
  }
  const holds = condition('holds', value.holds ?? 'true');
  const step =
    value.step === undefined ? null : buildStep(value.step, [...path, 'step'], source, scopes, typing);
  const unchanged = unchangedOf(value.unchanged ?? [], [...path, 'unchanged'], source, scopes, typing);
  if (when === undefined || holds === undefined || step === undefined || unchanged === undefined)
    return undefined;
  const isOfBoth = unchanged.length > 0 || readsOf(holds).some(({ root }) => nameBefore(root) !== undefined);
  if (step === null || isOfBoth) return { when, holds, step, unchanged };
  // Nothing is said of the case after: what held before holds after.
  return { when: when === null ? holds : both(when, holds), holds: afterwards(holds), step, unchanged };
};

/** The answers that are meant: one by its name, all effects of a decision, or all that it says. */
const unchangedOf = (
  written: readonly string[],
  path: Item<unknown>['path'],
  source: Structured['source'],
  { answers }: InvariantScopes,
  { findings }: Typing,
): readonly string[] | undefined => {
  const meant = written.map((name) => answers.filter((answer) => isWithin(answer, name)));
  for (const [index, found] of meant.entries())
    if (found.length === 0)
      findings.report('unknown-fact', valuePlace(source, [...path, index]), {
        message: `\`${written[index] ?? ''}\` is nothing that these decisions say.`,
        hint: suggestion(
          written[index] ?? '',
          answers,
          `Name one of ${answers.join(', ')}, or what they begin with.`,
        ),
      });
  return meant.every((found) => found.length > 0) ? [...new Set(meant.flat())] : undefined;
};

const both = (left: TypedExpression, right: TypedExpression): TypedExpression => ({
  kind: 'and',
  left,
  right,
  type: { kind: 'boolean' },
  span: left.span,
});

/** Whether something is read of the case after that is neither a fact nor its instant. */
const readsDecided = (read: readonly (TypedExpression | null)[], { facts }: Vocabulary): boolean =>
  read.some(
    (one) =>
      one !== null &&
      readsOf(one).some(({ root }) => {
        const name = nameBefore(root);
        return name !== undefined && name !== 'asOf' && !facts.has(name);
      }),
  );

/** Facts that are read and are there by their type: a decision may do without them where it does not read them itself. */
const needsOf = (read: readonly TypedExpression[], scopes: InvariantScopes): readonly FactPath[] => {
  const needed = new Map<string, FactPath>();
  for (const { root, fields } of read.flatMap((one) => readsOf(one))) {
    const name = [nameBefore(root) ?? root, ...fields].join('.');
    const found = readName(name, scopes.facts);
    if (!found.ok || isNullable(found.expression.type)) continue;
    const [fact = '', ...path] = name.split('.');
    needed.set(name, { root: fact, fields: path });
  }
  return [...needed.values()];
};
