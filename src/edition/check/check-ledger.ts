import type { ClauseId, Contract } from '../../contract/contract.js';
import type { Citation } from './citations.js';
import type { Findings } from '../read/diagnostic.js';
import type { LedgerRow } from '../model/edition.js';
import { keyPlace, positionOf, valuePlace } from '../read/place.js';
import { brokenNames, wholeItems, type Structured } from '../read/structure.js';

/** Builds the ledger: exactly one row for each clause of the contract. */
export const buildLedger = (
  structured: Structured<'ledger'>,
  contract: Contract | undefined,
  findings: Findings,
): ReadonlyMap<string, LedgerRow> => {
  const { source } = structured;
  const rows = new Map<string, LedgerRow>();
  for (const { value, path } of wholeItems(structured, 'clauses')) {
    const { clause, disposition, decisions, reason } = value;
    if (rows.has(clause)) {
      findings.report('ledger-duplicate', valuePlace(source, [...path, 'clause']), {
        message: `Clause ${clause} has two rows.`,
        hint: 'Keep one: a clause has exactly one disposition.',
        clause: contract?.clauses.get(clause),
      });
      continue;
    }
    const position = positionOf(valuePlace(source, path));
    rows.set(clause, { clause, disposition, decisions: decisions ?? [], reason: reason ?? null, position });
  }
  if (contract === undefined || !structured.usable) return rows;
  const broken = brokenNames(structured, 'clauses', 'clause');
  const unreadable = structured.broken.size > broken.length;
  // A row whose id is written otherwise is told as such, and its clause does not lack one.
  const misnamed = new Set(
    [...rows.keys()].flatMap((id) => (contract.clauses.has(id) ? [] : (meantClause(id, contract) ?? []))),
  );
  for (const clause of contract.clauses.values()) {
    // Where a row's clause cannot be read, it is not known which clause lacks one.
    if (rows.has(clause.id) || broken.includes(clause.id) || unreadable || misnamed.has(clause.id)) continue;
    findings.report('ledger-missing', keyPlace(source, ['clauses']), {
      message: `Clause ${clause.id} has no row in the ledger.`,
      hint: `Add { clause: "${clause.id}", disposition: … } and say what the clause is for.`,
      clause,
    });
  }
  return rows;
};

/** Reports citations of clauses that the contract does not have. */
export const checkCitedClauses = (
  citations: readonly Citation[],
  contract: Contract,
  findings: Findings,
): void => {
  for (const { clause, of, place } of citations) {
    if (contract.clauses.has(clause)) continue;
    const meant = meantClause(clause, contract);
    const near = [...contract.clauses.keys()].filter((id) => beginningOf(id) === beginningOf(clause));
    findings.report('unknown-clause', place, {
      message: `The contract has no clause ${clause}, which ${of} names.`,
      hint:
        several(clause, contract) ??
        (meant !== undefined
          ? `Did you mean \`${meant}\`?`
          : near.length === 0
            ? `None begins with ${beginningOf(clause)}.`
            : `There are ${near[0] ?? ''} to ${near.at(-1) ?? ''}.`),
    });
  }
};

/**
 * Holds the ledger against the rules: what it gives to a decision is cited there, by a rule or by a table that its rules read, and only there.
 * @param tablesOf the tables that a decision reads
 */
export const checkLedgerAgainstRules = (
  structured: Structured<'ledger'>,
  ruleSets: ReadonlyMap<string, Structured<'rule-set'>>,
  ledger: ReadonlyMap<string, LedgerRow>,
  contract: Contract,
  findings: Findings,
  citations: readonly Citation[],
  tablesOf: (decision: string) => readonly string[],
): void => {
  const citedBy = (decision: string): readonly Citation[] =>
    citations.filter(({ of }) => of.startsWith(`${decision}/`));
  for (const { value, path } of wholeItems(structured, 'clauses')) {
    const words = contract.clauses.get(value.clause);
    for (const [index, decision] of (value.decisions ?? []).entries()) {
      const ruleSet = ruleSets.get(decision);
      if (ruleSet?.usable !== true || words === undefined) continue;
      const ofTables = new Set(tablesOf(decision).map((table) => `table ${table}`));
      const isCited = citations.some(
        ({ clause, of }) => clause === value.clause && (of.startsWith(`${decision}/`) || ofTables.has(of)),
      );
      if (isCited) continue;
      findings.report('clause-uncited', valuePlace(structured.source, [...path, 'decisions', index]), {
        message: `Rules of \`${decision}\` should decide clause ${value.clause}, and none cites it.`,
        hint: `Write the rule, or cite the clause in ${decision}.yaml, or in a row of a table that it reads, where it is carried out.`,
        clause: words,
      });
    }
  }
  checkGovernors(structured, contract, findings, citations);
  for (const decision of ruleSets.keys()) {
    for (const { clause, of, place } of citedBy(decision)) {
      const row = ledger.get(clause);
      if (row?.disposition !== 'rule' || row.decisions.includes(decision)) continue;
      findings.report('citation-disagrees', place, {
        message: `\`${of}\` cites clause ${clause}, which the ledger gives to ${row.decisions.join(', ')}.`,
        hint: `Add ${decision} to the row's \`decisions\` in ledger.yaml, or cite another clause.`,
        clause: contract.clauses.get(clause),
      });
    }
  }
};

/** Where an edition says which one governs, it rests that on every clause that the ledger gives to editions. */
const checkGovernors = (
  structured: Structured<'ledger'>,
  contract: Contract,
  findings: Findings,
  citations: readonly Citation[],
): void => {
  const governors = new Set(citations.filter(({ of }) => of === 'governing').map(({ clause }) => clause));
  if (governors.size === 0) return;
  for (const { value, path } of wholeItems(structured, 'clauses')) {
    if (value.disposition !== 'edition' || governors.has(value.clause)) continue;
    findings.report('clause-uncited', valuePlace(structured.source, [...path, 'disposition']), {
      message: `Clause ${value.clause} is to say which edition governs, and governing.yaml does not cite it.`,
      hint: 'Cite it there, where it is carried out, or give the clause another disposition.',
      clause: contract.clauses.get(value.clause),
    });
  }
};

/** A clause's id without what is written around it in running text: `Clause 2.3`, `§ 2.3`, `2.3.` */
const plainly = (clause: string): string =>
  clause
    .replaceAll(/[‘’‚“”„«»"']/g, '')
    .replace(/^\s*(?:(?:clause|section|article|no\.|number|§+)\s*)+/i, '')
    .replace(/[.:;\s]+$/, '');

/** What to write where one text names several clauses. */
const several = (clause: string, contract: Contract): string | undefined => {
  const named = clause.split(/\s*(?:[,;&]|\b(?:and|und|et)\b)\s*/).map(plainly);
  return named.length > 1 && named.every((one) => contract.clauses.has(one))
    ? `Name each by itself: ['${named.join("', '")}'], in CSV ${named.join(' | ')}.`
    : undefined;
};

/** The clause of the contract that an id was meant to be: the same but for a word before it, blanks and signs, or the last part of one alone. */
const meantClause = (clause: string, contract: Contract): ClauseId | undefined => {
  const ids = [...contract.clauses.keys()];
  const plain = plainly(clause);
  if (plain !== clause && contract.clauses.has(plain)) return plain;
  const key = (id: string): string =>
    id
      .toLowerCase()
      .replaceAll(/(\d)(\p{L})/gu, '$1 $2')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const same = ids.filter((id) => key(id) === key(clause) || key(id) === key(plain));
  const within =
    same.length > 0 ? same : ids.filter((id) => key(id.replace(/^\p{L}+\.?\s/u, '')) === key(clause));
  return key(clause) !== '' && within.length === 1 ? within[0] : undefined;
};

/** What the ids of a section have in common: `6` of `6.4(a)`, `§ 3` of `§ 3 Abs. 2`. */
const beginningOf = (clause: string): string => /^\D*\d*/.exec(clause)?.[0] ?? clause;
