import { modalityInWords, rulePartsInWords } from '../../analysis/plain-words.js';
import { definitionsOfClause } from '../../edition/model/definitions-of-clause.js';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { Parameter } from '../../edition/model/declarations.js';
import { formatInstant } from '../../language/instants.js';
import { formatValue } from '../../language/format-value.js';
import {
  definitionInWords,
  functionInWords,
  namesCompared,
  termsOf,
  type TermWords,
} from '../../analysis/words/term-words.js';
import type { ClauseBook, ClausesBook, Glossary } from '../../wire/book/contract.js';
import { readingView } from '../http/views/edition-views.js';
import { sourceExcerpt } from './source-excerpt.js';

/** A clause with all that rests on it, in words and as it is written; `undefined` where the contract has none of that id. */
export const clauseBook = (edition: Edition, id: ClauseId): ClauseBook | undefined => {
  const clause = edition.contract.clauses.get(id);
  if (clause === undefined) return undefined;
  const row = edition.ledger.get(id);
  const cites = ({ clauses }: { readonly clauses: readonly ClauseId[] }): boolean => clauses.includes(id);
  const section = edition.contract.sections.find(({ number }) => number === clause.section);
  return {
    edition: edition.identity,
    id,
    words: clause.words,
    section:
      section === undefined
        ? null
        : { number: section.number, label: section.label, heading: section.heading },
    disposition: row?.disposition ?? null,
    decisions: row?.decisions ?? [],
    reason: row?.reason ?? null,
    rules: [...edition.decisions.values()].flatMap((set) =>
      set.rules.filter(cites).map((rule) => ruleBook(edition, set, rule)),
    ),
    definitions: definitionsOfClause(edition, id).map(({ term, is, describes, position, declared }) => ({
      ...termOf(
        declared.kind === 'definition'
          ? definitionInWords(edition, declared.definition)
          : functionInWords(edition, declared.function),
      ),
      term,
      is,
      describes,
      source: sourceExcerpt(edition, position),
    })),
    parameters: [...edition.parameters.values()].filter(cites).map(parameterBook(edition)),
    readings: [...edition.readings.values()].filter(cites).map(readingView),
    invariants: edition.invariants
      .filter(cites)
      .map(({ name, describes, decisions }) => ({ name, describes, decisions })),
  };
};

/** All clauses of a contract, with all that rests on each. */
export const clausesBook = (edition: Edition): ClausesBook => ({
  edition: edition.identity,
  clauses: [...edition.contract.clauses.keys()].flatMap((id) => clauseBook(edition, id) ?? []),
});

/** What a release's traces and pages name, in words. */
export const glossary = (edition: Edition): Glossary => ({
  edition: edition.identity,
  names: namesCompared(edition),
  terms: termsOf(edition).map(termOf),
});

const termOf = ({ term, name, words, clauses }: TermWords): Glossary['terms'][number] => ({
  term,
  name,
  words,
  clauses: [...clauses],
});

const ruleBook = (edition: Edition, set: RuleSet, rule: Rule): ClauseBook['rules'][number] => ({
  decision: set.decision,
  id: rule.id,
  clauses: rule.clauses,
  modality: rule.modality,
  force: modalityInWords[rule.modality],
  outcome: rule.then.outcome,
  words: rulePartsInWords(edition, set, rule),
  readings: rule.readings,
  source: sourceExcerpt(edition, rule.position),
});

const parameterBook =
  ({ zone }: Edition) =>
  ({ name, describes, changedBy, sample, type, values }: Parameter) => ({
    parameter: name,
    describes,
    changedBy,
    sample,
    values: values.map(({ from, published, reference, value }) => ({
      from: formatInstant(from),
      published: formatInstant(published),
      reference,
      value: formatValue(value, type, zone),
    })),
  });
