import type { Edition } from '../../edition/model/edition.js';
import { isRecord } from '../../language/values.js';
import { parseInstant } from '../../language/instants.js';
import type { CaseFormula } from './case-formula.js';
import type { Symbolic } from '../terms/symbolic.js';
import { and, equal, integer, yes, type Term } from '../terms/term.js';

/**
 * That the figures of a case are those of the edition's example. What there is a case of at all, there often is one with these, and a solver
 * finds it sooner; where there is none, that says nothing.
 */
export const asInExample = ({ example }: Edition, of: CaseFormula): Term => {
  if (example === null) return yes;
  const figures: Term[] = [];
  const visit = (value: Symbolic | undefined, json: unknown): void => {
    if (value?.kind === 'record' && isRecord(json))
      for (const [name, field] of value.fields) visit(field, json[name]);
    if (value?.kind !== 'scalar') return;
    if (typeof json === 'number' && Number.isSafeInteger(json))
      figures.push(equal(value.term, integer(json)));
    const instant = typeof json === 'string' ? parseInstant(json) : undefined;
    if (instant?.ok === true) figures.push(equal(value.term, integer(instant.epochMs)));
  };
  for (const [name, json] of Object.entries(example.facts)) visit(of.given.get(name), json);
  return and(...figures);
};
