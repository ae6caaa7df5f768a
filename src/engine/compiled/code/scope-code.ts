import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { invalidClausesName } from '../../../edition/model/invalid-clauses.js';
import type { TableExpression, TypedExpression } from '../../../language/syntax/expression.js';
import { datedName } from '../../../language/types/type-special-calls.js';
import { added, type Cell, type Cells, type Needs } from './cells.js';
import type { FactCode } from './fact-code.js';
import type { Coding } from './coding.js';
import { expressionCode, fieldsOf, heldCode } from './expression-code.js';
import { fieldOf, literal, recordLiteral } from './source-text.js';
import { rowsCode, tableCode } from './table-code.js';
import { holdsDecimal, mayBeWide, type Widths } from './width.js';

/** What is read of a parameter: a field of its value in force, or the instant since which that holds. */
export interface ParameterRead {
  /** The identifier that holds it. */
  readonly name: string;
  readonly about: string;
  /** Source that reads it from `values[i]` and `sinces[i]`. */
  readonly code: string;
}

/** The code that reads what rules, definitions and effects name. */
export interface ScopeCode {
  /** Source of an expression of a rule, a definition or an effect. @param what is computed, for a message */
  readonly code: (expression: TypedExpression, needs: Needs, what?: string) => string;
  /** In what such an expression's code is made. */
  readonly coding: (needs: Needs, what?: string) => Coding;
  /** Source of whether a name has a value. */
  readonly isPresent: (root: string, fields: readonly string[], needs: Needs) => string;
  /** Whether an expression's value may be a number that no JavaScript number says, or hold one. */
  readonly isWide: (expression: TypedExpression) => boolean;
  /** The cell of a definition of the rule set. */
  readonly definition: (term: string) => Cell | undefined;
  /** The cell of the numbers of the rows that apply of a table. */
  readonly tableRows: (term: string) => Cell | undefined;
  /** What was read of parameters so far; it changes only where another dated value comes into force. */
  readonly parameterReads: () => readonly ParameterRead[];
}

/** Makes the code that reads `asOf`, `edition`, facts, definitions and parameters of one rule set. */
export const makeScopeCode = (
  edition: Edition,
  ruleSet: RuleSet,
  cells: Cells,
  facts: FactCode,
): ScopeCode => {
  const definitions = new Map(ruleSet.definitions.map((definition) => [definition.term, definition]));
  const parameters = new Map<string, { readonly code: string; readonly about: string }>();
  for (const [i, { name }] of ruleSet.parameters.entries()) {
    parameters.set(name, { code: `values[${i}]`, about: name });
    parameters.set(datedName(name), { code: `dated[${i}]`, about: `the dated values of ${name}` });
    parameters.set(`${name}.since`, { code: `sinces[${i}]`, about: `the instant since which ${name} holds` });
  }
  const parameterReads = new Map<string, ParameterRead>();

  const definition = (term: string): Cell | undefined => {
    const found = definitions.get(term);
    if (found === undefined) return undefined;
    const about = `definition ${term} (${found.clauses.join(', ')})`;
    return cells.cell(`definition ${term}`, about, (needs) =>
      heldCode(
        found.is.kind === 'table'
          ? tableCode(found.is, term, added(rowsCell(found.is, term), needs), (part) =>
              code(part, needs, term),
            )
          : found.is.kind === 'record'
            ? `(${recordLiteral(found.is.fields.map(([field]) => [field, definitionField(term, field, needs) ?? 'null']))})`
            : code(found.is, needs, term),
        found.is,
        found.is.type,
        term,
      ),
    );
  };

  const rowsCell = (table: TableExpression, term: string): Cell =>
    cells.cell(`rows ${term}`, `the rows of ${term} that apply`, (needs) =>
      rowsCode(table, term, (part) => code(part, needs, term)),
    );

  const tableRows = (term: string): Cell | undefined => {
    const table = definitions.get(term)?.is;
    return table?.kind === 'table' ? rowsCell(table, term) : undefined;
  };

  /** A field of a definition that is written as a record is computed without the record. */
  const definitionField = (term: string, field: string, needs: Needs): string | undefined => {
    const found = definitions.get(term);
    if (found?.is.kind !== 'record') return undefined;
    const expression = found.is.fields.find(([name]) => name === field)?.[1];
    if (expression === undefined) return undefined;
    const about = `definition ${term}, its ${field}`;
    const key = `field ${JSON.stringify([term, field])}`;
    return added(
      cells.cell(key, about, (inner) => code(expression, inner, term)),
      needs,
    );
  };

  const parameter = (root: string, fields: readonly string[]): string | undefined => {
    const found = parameters.get(root);
    if (found === undefined) return undefined;
    const key = JSON.stringify([root, ...fields]);
    const known = parameterReads.get(key) ?? {
      name: `p${parameterReads.size}`,
      about: [found.about, ...fields].join('.'),
      code: `${fields.reduce(fieldOf, found.code)} ?? null`,
    };
    parameterReads.set(key, known);
    return known.name;
  };

  const read = (root: string, fields: readonly string[], needs: Needs): string => {
    const [field, ...below] = fields;
    const ofRecord = field === undefined ? undefined : definitionField(root, field, needs);
    if (ofRecord !== undefined) return fieldsOf(ofRecord, below);
    const defined = definition(root);
    if (defined !== undefined) return fieldsOf(added(defined, needs), fields);
    const fromParameter = parameter(root, fields);
    if (fromParameter !== undefined) return fromParameter;
    if (edition.facts.has(root)) return added(facts.value([root, ...fields], 'completed'), needs);
    if (root === 'asOf') return 'asOf';
    if (root === invalidClausesName) return 'notInForce';
    return root === 'edition' ? fieldsOf(`(${literal({ ...edition.identity })})`, fields) : 'null';
  };

  const isPresent = (root: string, fields: readonly string[], needs: Needs): string => {
    const ofFact = !definitions.has(root) && !parameters.has(root) && edition.facts.has(root);
    return ofFact
      ? facts.isPresent([root, ...fields], 'completed', needs)
      : `(${read(root, fields, needs)} !== null)`;
  };

  const wideTerms = new Map<string, boolean>();
  const isWideExpression = (expression: TypedExpression): boolean => mayBeWide(expression, widths);
  /** Facts and figures are JavaScript's numbers; so is what a definition has that is held to integers. */
  const widths: Widths = {
    known: new WeakMap(),
    wideVariables: new Set(),
    boundsOf: (root, fields) => (definitions.has(root) ? undefined : facts.boundsAt([root, ...fields])),
    isWide: (root, fields, type) => {
      const is = definitions.get(root)?.is;
      if (is === undefined) return false;
      const [field] = fields;
      const part = is.kind === 'record' ? is.fields.find(([name]) => name === field)?.[1] : undefined;
      if (part === undefined && !holdsDecimal(type)) return false;
      const key = JSON.stringify([root, part === undefined ? null : field]);
      const known = wideTerms.get(key) ?? isWideExpression(part ?? is);
      wideTerms.set(key, known);
      return known;
    },
  };

  const coding = (needs: Needs, what = ''): Coding => ({
    cells,
    needs,
    what,
    read,
    isPresent,
    variables: new Map(),
    widths,
  });
  const code = (expression: TypedExpression, needs: Needs, what?: string): string =>
    expressionCode(expression, coding(needs, what));

  return {
    code,
    coding,
    isWide: isWideExpression,
    isPresent,
    definition,
    tableRows,
    parameterReads: () => [...parameterReads.values()],
  };
};
