import { makeCrossReferences } from '../../contract/cross-references.js';
import type { Edition } from '../../edition/model/edition.js';
import type { ContractBook } from '../../wire/book/contract.js';
import { editionSummary } from '../http/views/edition-views.js';

/** The whole text of a contract, each clause with the names of what rests on it. */
export const contractBook = (edition: Edition): ContractBook => {
  const { contract, ledger } = edition;
  const sets = [...edition.decisions.values()];
  const citing = <Item extends { readonly clauses: readonly string[] }>(
    items: Iterable<Item>,
    clause: string,
    nameOf: (item: Item) => string,
  ): readonly string[] => [...items].filter(({ clauses }) => clauses.includes(clause)).map(nameOf);
  const referencesIn = makeCrossReferences(contract);
  const clauses = [...contract.clauses.values()].map(({ id, words, section }) => {
    const row = ledger.get(id);
    return {
      id,
      words,
      section,
      disposition: row?.disposition ?? null,
      decisions: row?.decisions ?? [],
      reason: row?.reason ?? null,
      rules: sets.flatMap(({ decision, rules }) => citing(rules, id, (rule) => `${decision}/${rule.id}`)),
      definitions: [
        ...citing(edition.definitions.values(), id, ({ term }) => term),
        ...citing(edition.functions.values(), id, ({ name }) => name),
      ],
      parameters: citing(edition.parameters.values(), id, ({ name }) => name),
      readings: citing(edition.readings.values(), id, (reading) => reading.id),
      references: referencesIn(words).flatMap(({ from, to, target }) =>
        target === undefined
          ? []
          : {
              from,
              to,
              clause: target.kind === 'clause' ? target.clause : null,
              section: target.kind === 'section' ? target.section : null,
            },
      ),
    };
  });
  const headings = contract.sections.map(({ number, label, heading }) => ({ number, label, heading }));
  return {
    edition: editionSummary(edition),
    decisions: sets.map(({ decision, question }) => ({ decision, question })),
    sections: [{ number: 0, label: '', heading: contract.title }, ...headings].map(
      ({ number, label, heading }) => ({
        number,
        label,
        heading,
        clauses: clauses.filter(({ section }) => section === number),
      }),
    ),
  };
};
