import { hash } from 'node:crypto';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { requiredFacts, vocabularySchema } from '../../edition/model/fact-schema.js';
import type { FactError } from '../evaluation.js';
import { loadFactCheck, makeFactCheck, type CheckKind, type FactCheck } from './fact-check.js';
import {
  hasAll,
  misshapenBy,
  oncePerPlace,
  validationBy,
  wellShaped,
  type ShapeCheck,
  type ValidateFacts,
} from './validate-facts.js';

type Facts = Readonly<Record<string, unknown>>;

/**
 * The check of a rule set's facts: as `factSchema` has it. What holds for whatever decision is checked by the vocabulary's schema, once made
 * for all of them; what this one requires is looked for beside it.
 */
export const makeFactValidation = (edition: Edition, ruleSet: RuleSet): ValidateFacts =>
  validationBy(requiredFacts(edition, ruleSet), shapeCheckOf(edition));

/** What is wrong with facts of which any may be missing; a list that is given is whole. */
export const validateGiven = (edition: Edition, facts: Facts): readonly FactError[] => {
  const { errors, more } = shapeCheckOf(edition)(facts);
  return oncePerPlace(errors, more);
};

/** Whether nothing is missing that a rule set requires. */
export const isComplete = (edition: Edition, ruleSet: RuleSet, facts: Facts): boolean =>
  hasAll(facts, requiredFacts(edition, ruleSet));

/** One for all decisions of an edition. */
const shapeCheckOf = (edition: Edition): ShapeCheck => {
  let check = shapeChecks.get(edition);
  if (check === undefined) shapeChecks.set(edition, (check = makeShapeCheck(edition)));
  return check;
};

const shapeChecks = new WeakMap<Edition, ShapeCheck>();

/**
 * Made when facts are first checked. A quick check looks for any error. Where it finds one, the whole check decides whether the facts are
 * refused, and names each error.
 */
const makeShapeCheck = (edition: Edition): ShapeCheck => {
  const schema = vocabularySchema(edition);
  const make = checksOf(edition, schema);
  const quick = mayInherit(schema) ? refuse : make('quick');
  let whole: FactCheck | undefined;
  return (facts) => {
    if (quick(facts)) return wellShaped;
    return misshapenBy(edition, facts, (bounded) => {
      whole ??= make('whole');
      return whole(bounded) ? [] : (whole.errors ?? []);
    });
  };
};

const refuse: FactCheck = () => false;

/** Makes checks of the vocabulary's schema, from the code that was prepared for this very schema where there is one. */
const checksOf = (edition: Edition, schema: object): ((kind: CheckKind) => FactCheck) => {
  const prepared = edition.factChecks;
  const digest = schemaDigest(schema);
  if (prepared?.schemaDigest === digest)
    return (kind) => loadFactCheck(prepared[kind], `${kind} check of facts of ${edition.identity.document}`);
  return (kind) => {
    const name = `${kind} ${digest}`;
    const check = made.get(name) ?? makeFactCheck(schema, kind);
    if (made.size >= mostMade) made.clear();
    made.set(name, check);
    return check;
  };
};

/** The checks that were made last: drafts, rejected sides and mutants mostly have the vocabulary of the edition that they come from. */
const made = new Map<string, FactCheck>();
const mostMade = 16;

/** SHA-256 of a schema, in hex. */
export const schemaDigest = (schema: object): string => hash('sha256', JSON.stringify(schema), 'hex');

/** Whether a property has a name that every object has (`constructor`), so that one that was left out seems to be given. */
const mayInherit = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false;
  const properties: unknown = 'properties' in schema ? schema.properties : undefined;
  if (Object.keys(properties ?? {}).some((name) => name in Object.prototype)) return true;
  return Object.values(schema).some(mayInherit);
};
