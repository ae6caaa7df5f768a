import { datedName, figureOf } from '../language/types/type-special-calls.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { Edition } from '../edition/model/edition.js';
import type { ParameterConstraint } from '../edition/model/declarations.js';
import { loadEdition, type LoadedEdition, type LoadOptions } from '../edition/build/load-edition.js';
import { datedValues, valueInForce, type EvaluateExpression } from '../engine/environment.js';
import { fieldOf } from '../engine/facts/fact-values.js';
import { makeFeelEvaluation } from '../engine/reference/feel-evaluation.js';
import { formatInstant } from '../language/instants.js';
import { diagnosticAt } from './diagnostic-at.js';

/**
 * Everything that is wrong with an edition: what loading finds, and what its parameters' constraints say at each date on which a
 * figure changes. The edition is left out where there is any error.
 * @param files file name to text
 */
export const checkEdition = (
  files: ReadonlyMap<string, string>,
  options: LoadOptions = {},
): LoadedEdition => {
  const loaded = loadEdition(files, options);
  const { edition } = loaded;
  if (edition === undefined) return loaded;
  const broken = parameterFindings(edition, makeFeelEvaluation(), options);
  if (broken.length === 0) return loaded;
  return { edition: undefined, diagnostics: [...loaded.diagnostics, ...broken] };
};

/** Whether the figures of an edition keep the constraints on them, at every instant. */
export const areFiguresSound = (edition: Edition): boolean =>
  parameterFindings(edition, makeFeelEvaluation(), {}).length === 0;

const parameterFindings = (
  edition: Edition,
  evaluate: EvaluateExpression,
  options: LoadOptions,
): readonly Diagnostic[] => {
  const dates = [...edition.parameters.values()].flatMap(({ values }) => values.map(({ from }) => from));
  const instants = [...new Set([edition.effectiveFrom, ...dates])].sort((a, b) => a - b);
  return edition.parameterConstraints.flatMap((constraint) => {
    const broken = instants.find((at) => !holdsAt(edition, constraint, at, evaluate));
    return broken === undefined ? [] : [findingOf(edition, constraint, broken, options)];
  });
};

const holdsAt = (
  edition: Edition,
  { holds, code }: ParameterConstraint,
  at: number,
  evaluate: EvaluateExpression,
): boolean =>
  evaluate(
    holds,
    (root, fields) => {
      const name = figureOf(root);
      const parameter = edition.parameters.get(root) ?? edition.parameters.get(name);
      if (parameter === undefined) return null;
      if (root === datedName(name)) return datedValues(parameter);
      const { dated } = valueInForce(parameter, at);
      return edition.parameters.has(root) ? fieldOf(dated.value, fields) : dated.from;
    },
    code,
  ) === true;

const findingOf = (
  edition: Edition,
  { position, message, code, clauses }: ParameterConstraint,
  at: number,
  options: LoadOptions,
): Diagnostic =>
  diagnosticAt(
    edition,
    position,
    {
      code: 'parameter-constraint',
      message: `${message} (\`${code}\`, with the figures in force from ${formatInstant(at)})`,
      hint: 'Mend the figures of that date in this file, or the constraint.',
      clauses,
    },
    options,
  );
