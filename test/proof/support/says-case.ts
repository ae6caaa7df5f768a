import type { FactShape } from '../../../src/edition/model/declarations.js';
import { instantOf, timeValueOf } from '../../../src/engine/facts/fact-values.js';
import { isRecord } from '../../../src/language/values.js';
import type { CaseFormula } from '../../../src/proof/cases/case-formula.js';
import { integerShape, textShape } from '../../../src/proof/cases/model.js';
import type { Case } from '../../../src/proof/property.js';
import type { Symbolic } from '../../../src/proof/terms/symbolic.js';
import { type Term, decimal, equal, integer, no, not, yes } from '../../../src/proof/terms/term.js';
import type { Texts } from '../../../src/proof/terms/texts.js';

/**
 * What makes a formula say one case alone. Facts that concern the decision nowhere are left out; a list with more items than the formula
 * looks at can't be said: then it is `undefined`.
 */
export const saysCase = (of: CaseFormula, one: Case): readonly Term[] | undefined => {
  const terms: Term[] = [equal(of.asOf, integer(one.asOf))];
  for (const [name, value] of of.given) {
    const shape = of.edition.facts.get(name)?.shape;
    const json = Object.hasOwn(one.facts, name) ? one.facts[name] : undefined;
    if (shape === undefined || !saysValue(value, json, shape, of.unknowns.texts, terms)) return undefined;
  }
  return terms;
};

const saysValue = (
  value: Symbolic,
  json: unknown,
  shape: FactShape,
  texts: Texts,
  terms: Term[],
): boolean => {
  const isLeftOut = json === undefined || json === null;
  terms.push(isLeftOut ? value.absent : not(value.absent));
  if (isLeftOut) return true;
  if (value.kind === 'scalar') {
    terms.push(equal(value.term, scalarOf(json, shape, texts)));
    return true;
  }
  if (value.kind === 'record' && isRecord(json))
    return [...value.fields].every(([name, field]) => {
      const inner = shape.fields.get(name) ?? (name === 'minor' ? integerShape : textShape);
      return saysValue(field, Object.hasOwn(json, name) ? json[name] : undefined, inner, texts, terms);
    });
  const item = shape.fields.get('[]');
  if (value.kind !== 'list' || !Array.isArray(json) || item === undefined) return false;
  if (json.length > value.items.length) return false;
  return value.items.every((one, place) => {
    terms.push(place < json.length ? one.there : not(one.there));
    return place >= json.length || saysValue(one.value, json[place], item, texts, terms);
  });
};

export const scalarOf = (json: unknown, { type }: FactShape, texts: Texts): Term => {
  if (typeof json === 'boolean') return json ? yes : no;
  if (type.kind === 'instant') return integer(instantOf(json));
  if (type.kind === 'duration') return integer(timeValueOf(json, type.kind));
  if (typeof json === 'number') return type.kind === 'number' ? decimal(json) : integer(json);
  return integer(texts.codeIn(String(json)));
};
