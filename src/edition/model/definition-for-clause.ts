import type { ClauseId } from '../../contract/contract.js';
import type { Definition } from './declarations.js';

/** A definition as it is written; of a table, the rows that cite a clause. */
export const definitionForClause = ({ source, table }: Definition, clause: ClauseId): string => {
  if (table === undefined) return source;
  const rows = table.rows.flatMap(({ clauses, cells }, at) => {
    const told = Object.entries(cells).map(([column, cell]) => `${column}: ${cell}`);
    return clauses.includes(clause) ? [`row ${at + 1}: ${told.join('; ')}`] : [];
  });
  return [source, ...rows].join('\n');
};
