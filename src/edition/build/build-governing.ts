import { shapeIn } from '../model/fact-shape.js';
import { suggestion } from '../../language/nearest.js';
import type { Findings } from '../read/diagnostic.js';
import type { FactDeclaration, FactShape } from '../model/declarations.js';
import type { Governing, Ground } from '../model/governing.js';
import { valuePlace } from '../read/place.js';
import { headOf, wholeItems, type Item, type Structured } from '../read/structure.js';
import type { WrittenAct, WrittenGround } from '../read/written.js';

/**
 * Builds the rule of governing.yaml; `null` where the edition has none, or it is of no use.
 * @param ruleSets by decision: the decisions that an act may name
 * @param facts those that may date an act; `undefined` where they cannot be read
 */
export const buildGoverning = (
  structured: Structured<'governing'> | undefined,
  ruleSets: ReadonlyMap<string, unknown>,
  facts: ReadonlyMap<string, FactDeclaration> | undefined,
  findings: Findings,
): Governing | null => {
  const head = structured === undefined ? undefined : headOf(structured);
  if (structured === undefined || head === undefined) return null;
  const acts = wholeItems(structured, 'acts');
  for (const { value, path } of acts)
    for (const [index, decision] of (value.decisions ?? []).entries()) {
      if (ruleSets.has(decision)) continue;
      findings.report('unknown-decision', valuePlace(structured.source, [...path, 'decisions', index]), {
        message: `\`${decision}\` has no rule set in this edition.`,
        hint: suggestion(decision, [...ruleSets.keys()], 'Name a decision that has one.'),
      });
    }
  if (facts !== undefined)
    for (const act of acts) {
      checkInstant(act, structured, facts, findings);
      checkUnless(act, structured, facts, findings);
    }
  return {
    acceptance: wholeItems(structured, 'acceptance').map(({ value }) => ({
      by: value.by,
      binds: value.binds,
      first: value.first ?? false,
      ...ground(value),
    })),
    acts: acts.map(({ value }) => ({
      kind: value.kind,
      at: value.at?.split('.') ?? null,
      unless: value.unless?.split('.') ?? null,
      decisions: value.decisions ?? null,
      ...ground(value),
    })),
    untold: ground(head.untold),
  };
};

/** An act is dated by an instant of the facts. */
const checkInstant = (
  { value, path }: Item<WrittenAct>,
  { source }: Structured<'governing'>,
  facts: ReadonlyMap<string, FactDeclaration>,
  findings: Findings,
): void => {
  if (value.at === undefined) return;
  const shape = shapeOf(value.at, facts);
  if (shape?.type.kind === 'instant') return;
  findings.report(shape === undefined ? 'unknown-fact' : 'value-type', valuePlace(source, [...path, 'at']), {
    message: `\`${value.at}\` is no ${shape === undefined ? 'fact of facts.yaml' : 'instant'}.`,
    hint: 'Name the fact that says when the act happened, or leave `at` out for asOf.',
  });
};

/** What makes it no act is a fact. */
const checkUnless = (
  { value, path }: Item<WrittenAct>,
  { source }: Structured<'governing'>,
  facts: ReadonlyMap<string, FactDeclaration>,
  findings: Findings,
): void => {
  if (value.unless === undefined || shapeOf(value.unless, facts) !== undefined) return;
  findings.report('unknown-fact', valuePlace(source, [...path, 'unless']), {
    message: `\`${value.unless}\` is no fact of facts.yaml.`,
    hint: 'Name the fact that, where it is given, makes this no act.',
  });
};

const shapeOf = (dotted: string, facts: ReadonlyMap<string, FactDeclaration>): FactShape | undefined =>
  shapeIn(facts, dotted.split('.'));

const ground = ({ clauses, readings = [] }: WrittenGround): Ground => ({ clauses, readings });
