import type { ClauseId } from '../../contract/contract.js';
import type { Definition, FunctionDeclaration, Position } from './declarations.js';
import type { Edition } from './edition.js';

/** A definition, or a function of the edition's own, as a clause that it cites is told of it. */
export interface DefinitionOfClause {
  /** The term; of a function as it is called: `discounted(amount, percent)`. */
  readonly term: string;
  /** As it is written; of a table, the rows that cite the clause. */
  readonly is: string;
  readonly describes: string | null;
  readonly position: Position;
  readonly declared:
    | { readonly kind: 'definition'; readonly definition: Definition }
    | { readonly kind: 'function'; readonly function: FunctionDeclaration };
}

/** The definitions that cite a clause, then the functions that do. */
export const definitionsOfClause = (edition: Edition, clause: ClauseId): readonly DefinitionOfClause[] => [
  ...[...edition.definitions.values()]
    .filter(({ clauses }) => clauses.includes(clause))
    .map((definition) => ({
      term: definition.term,
      is: definitionForClause(definition, clause),
      describes: definition.describes,
      position: definition.position,
      declared: { kind: 'definition' as const, definition },
    })),
  ...[...edition.functions.values()]
    .filter(({ clauses }) => clauses.includes(clause))
    .map((declared) => ({
      term: callOf(declared),
      is: declared.source,
      describes: declared.describes,
      position: declared.position,
      declared: { kind: 'function' as const, function: declared },
    })),
];

const callOf = ({ name, parameters }: FunctionDeclaration): string =>
  `${name}(${parameters.map(([parameter]) => parameter).join(', ')})`;

const definitionForClause = ({ source, table }: Definition, clause: ClauseId): string => {
  if (table === undefined) return source;
  const rows = table.rows.flatMap(({ clauses, cells }, at) => {
    const told = Object.entries(cells).map(([column, cell]) => `${column}: ${cell}`);
    return clauses.includes(clause) ? [`row ${at + 1}: ${told.join('; ')}`] : [];
  });
  return [source, ...rows].join('\n');
};
