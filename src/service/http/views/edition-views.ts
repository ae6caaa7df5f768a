import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { definitionsOfClause } from '../../../edition/model/definitions-of-clause.js';
import type { ClauseId } from '../../../contract/contract.js';
import type { Edition, Reading } from '../../../edition/model/edition.js';
import { personalNames } from '../../../edition/model/personal-names.js';
import type { Rule } from '../../../edition/model/rule-set.js';
import type { Template } from '../../../edition/model/template.js';
import { outward } from '../../../engine/facts/fact-values.js';
import { formatInstant } from '../../../language/instants.js';
import { describeType } from '../../../language/types/describe-type.js';
import type * as Wire from '../../../wire/editions.js';

/** An edition in one line of a list. */
export const editionSummary = (edition: Edition): Wire.EditionSummary => ({
  ...edition.identity,
  title: edition.title,
  effectiveFrom: formatInstant(edition.effectiveFrom),
  zone: edition.zone,
  clauses: edition.contract.clauses.size,
  personal: personalNames(edition.facts),
  decisions: [...edition.decisions.keys()],
});

/** An edition with its decisions, readings and sections; its clauses and parameters have addresses of their own. */
export const editionView = (edition: Edition): Wire.Edition => ({
  ...editionSummary(edition),
  text: edition.contract.digest,
  sections: edition.contract.sections.map(({ number, label, heading }) => ({ number, label, heading })),
  decisions: [...edition.decisions.values()].map(
    ({ decision, question, outcomes, facts, effects, rules }) => ({
      decision,
      question,
      outcomes,
      facts,
      effects: [...effects.keys()],
      effectTypes: Object.fromEntries(
        [...effects].map(([name, { type }]) => [
          name,
          type.kind === 'record' && type.name === 'money' ? 'money' : type.kind,
        ]),
      ),
      rules: rules.map((rule) => rule.id),
    }),
  ),
  readings: [...edition.readings.values()].map(readingView),
});

/** The figures and policies of an edition, each with its dated values. */
export const parametersView = (edition: Edition): Wire.Parameters => ({
  edition: edition.identity,
  parameters: [...edition.parameters.values()].map((parameter) => ({
    parameter: parameter.name,
    clauses: parameter.clauses,
    describes: parameter.describes,
    changedBy: parameter.changedBy,
    sample: parameter.sample,
    type: describeType(parameter.type),
    values: parameter.values.map(({ from, published, reference, value }) => ({
      from: formatInstant(from),
      published: formatInstant(published),
      ...(reference === null ? {} : { reference }),
      value: outward(value, parameter.type),
    })),
  })),
});

/** Every clause with its words and disposition, in the contract's order. */
export const clausesView = (edition: Edition): Wire.Clauses => ({
  edition: edition.identity,
  clauses: [...edition.contract.clauses.values()].map(({ id, words }) => ({
    id,
    words,
    disposition: edition.ledger.get(id)?.disposition ?? null,
  })),
});

/** A clause with all that rests on it; `undefined` where the contract has none of that id. */
export const clauseView = (edition: Edition, id: ClauseId): Wire.Clause | undefined => {
  const clause = edition.contract.clauses.get(id);
  if (clause === undefined) return undefined;
  const row = edition.ledger.get(id);
  const cites = ({ clauses }: { readonly clauses: readonly ClauseId[] }): boolean => clauses.includes(id);
  return {
    edition: edition.identity,
    id,
    words: clause.words,
    digest: clause.digest,
    section: clause.section,
    disposition: row?.disposition ?? null,
    decisions: row?.decisions ?? [],
    reason: row?.reason ?? null,
    rules: [...edition.decisions.values()].flatMap(({ decision, rules }) =>
      rules.filter(cites).map((rule) => ruleView(decision, rule)),
    ),
    definitions: definitionsOfClause(edition, id).map(({ term, is, describes }) => ({ term, is, describes })),
    parameters: [...edition.parameters.values()]
      .filter(cites)
      .map(({ name, describes }) => ({ parameter: name, describes })),
    readings: [...edition.readings.values()].filter(cites).map(readingView),
  };
};

const ruleView = (decision: string, { id, modality, then, overrides, readings }: Rule) => ({
  decision,
  id,
  modality,
  outcome: then.outcome,
  because: templateText(then.because),
  overrides,
  readings,
});

export const readingView = (reading: Reading): Wire.Reading => {
  const { id, clauses, words, taken, rejected, because, scenarios, decidedBy, decidedOn, risk, otherwise } =
    reading;
  return {
    ...{ id, clauses, words, taken, rejected, because, scenarios },
    ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(decidedOn === undefined ? {} : { decidedOn }),
    ...(risk === undefined ? {} : { risk }),
    ...(otherwise === undefined ? {} : { otherwise: asYaml(otherwise) }),
  };
};

const require = createRequire(import.meta.url);

/** yaml is loaded here, since few answers need it and a start does not. */
const asYaml = (value: unknown): string => {
  const { stringify } = require('yaml') as typeof Yaml; // its own types
  return stringify(value, { lineWidth: 110 }).trimEnd();
};

const templateText = (template: Template): string =>
  template.map((part) => (typeof part === 'string' ? part : `{${part.name}}`)).join('');
