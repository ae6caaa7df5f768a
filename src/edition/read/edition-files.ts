import { parseContract } from '../../contract/parse-contract.js';
import type { Contract } from '../../contract/contract.js';
import type { Findings } from './diagnostic.js';
import { parseSource, reportMerge, reportNotUtf8 } from './parse-source.js';
import { filePlace, valuePlace } from './place.js';
import { fileKinds, type FileKind } from './schemas.js';
import { plainSource, type Source } from './source.js';
import { isRecord } from '../../language/values.js';
import { checkStructure, entriesOf, headOf, type Structured } from './structure.js';

/** The files of an edition, each checked for its structure. */
export interface EditionFiles {
  /** Its YAML files that were read whole, by name. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly edition: Structured<'edition'>;
  readonly ledger: Structured<'ledger'>;
  readonly facts: Structured<'facts'>;
  readonly definitions: Structured<'definitions'>;
  /** `undefined` where the edition has none. */
  readonly tables: Structured<'tables'> | undefined;
  /** `undefined` where the edition has none. */
  readonly functions: Structured<'functions'> | undefined;
  readonly parameters: Structured<'parameters'>;
  readonly readings: Structured<'readings'>;
  readonly reviews: Structured<'reviews'>;
  /** `undefined` where the edition has none. */
  readonly governing: Structured<'governing'> | undefined;
  /** `undefined` where the edition has none. */
  readonly letters: Structured<'letters'> | undefined;
  /** `undefined` where the edition has none. */
  readonly always: Structured<'always'> | undefined;
  /** By decision: the name of the file. */
  readonly ruleSets: ReadonlyMap<string, Structured<'rule-set'>>;
  /** `undefined` where the text is missing or is no contract. */
  readonly contract: Contract | undefined;
  /** The file of the text; `undefined` likewise. */
  readonly text: Source | undefined;
}

type SharedKind = Exclude<FileKind, 'rule-set'>;

const sharedKinds = fileKinds.filter((kind): kind is SharedKind => kind !== 'rule-set');

/** Whether a file of an edition has the rules of a decision, by its name. */
export const isRuleSetFile = (file: string): boolean =>
  file.endsWith('.yaml') && !sharedKinds.some((kind) => file === `${kind}.yaml`);

/** Reads the files of an edition: YAML, then structure. What is missing, or does not belong, is reported. */
export const readEditionFiles = (
  files: ReadonlyMap<string, string>,
  folder: string | undefined,
  findings: Findings,
): EditionFiles => {
  const sources = new Map<string, Source>();
  const nameOf = (file: string): string =>
    folder === undefined ? file : `${folder.replace(/\/$/, '')}/${file}`;
  const sourceOf = (file: string): Source => {
    const text = files.get(file);
    if (text !== undefined) {
      const source = parseSource(nameOf(file), file, text, findings);
      if (source.document !== undefined) sources.set(file, source);
      return source;
    }
    const missing = plainSource(nameOf(file), file, '');
    findings.report('missing-file', filePlace(missing), {
      message: `The edition has no ${file}.`,
      hint:
        file === 'reviews.yaml'
          ? 'Run `npx clausebook review --by "Your Name"`, which writes it.'
          : `Add ${file}; see the authoring guide.`,
    });
    return missing;
  };
  const shared = <K extends SharedKind>(kind: K): Structured<K> =>
    checkStructure(kind, sourceOf(`${kind}.yaml`), findings);
  const ruleSets = new Map<string, Structured<'rule-set'>>();
  for (const file of files.keys()) {
    if (!isRuleSetFile(file)) continue;
    const decision = file.slice(0, -'.yaml'.length);
    const structured = checkStructure('rule-set', sourceOf(file), findings);
    ruleSets.set(decision, structured);
    const named = headOf(structured)?.decision;
    if (named === undefined || named === decision) continue;
    findings.report('decision-name', valuePlace(structured.source, ['decision']), {
      message: `The file ${file} holds the rules of \`${named}\`.`,
      hint: `Name the file ${named}.yaml, or the decision \`${decision}\`.`,
    });
  }
  const edition = shared('edition');
  const tables = files.has('tables.yaml')
    ? { ...shared('tables'), beside: csvFiles(files, nameOf) }
    : undefined;
  const text = readContract(edition, tables, files, nameOf, findings);
  return {
    sources,
    tables,
    functions: files.has('functions.yaml') ? shared('functions') : undefined,
    edition,
    ledger: shared('ledger'),
    facts: shared('facts'),
    definitions: shared('definitions'),
    parameters: shared('parameters'),
    readings: shared('readings'),
    reviews: shared('reviews'),
    governing: files.has('governing.yaml') ? shared('governing') : undefined,
    letters: files.has('letters.yaml') ? shared('letters') : undefined,
    always: files.has('always.yaml') ? shared('always') : undefined,
    ruleSets,
    contract: text?.contract,
    text: text?.source,
  };
};

/** The files in which something may rest on a clause. */
export const citingFiles = (parts: EditionFiles): readonly Structured[] => [
  parts.ledger,
  parts.facts,
  parts.definitions,
  ...(parts.tables === undefined ? [] : [parts.tables]),
  ...(parts.functions === undefined ? [] : [parts.functions]),
  parts.parameters,
  parts.readings,
  ...(parts.governing === undefined ? [] : [parts.governing]),
  ...(parts.always === undefined ? [] : [parts.always]),
  ...parts.ruleSets.values(),
];

/** The CSV files of an edition, by name. */
const csvFiles = (
  files: ReadonlyMap<string, string>,
  nameOf: (file: string) => string,
): ReadonlyMap<string, Source> =>
  new Map(
    [...files]
      .filter(([file]) => file.endsWith('.csv'))
      .map(([file, text]) => [file, plainSource(nameOf(file), file, text)]),
  );

/** The files that tables.yaml names for the rows of tables. */
const namedCsv = (tables: Structured<'tables'> | undefined): ReadonlySet<unknown> =>
  new Set(
    entriesOf(tables?.source.value, 'tables').flatMap(({ value }) =>
      isRecord(value) ? [value['rows']] : [],
    ),
  );

const readContract = (
  edition: Structured<'edition'>,
  tables: Structured<'tables'> | undefined,
  files: ReadonlyMap<string, string>,
  nameOf: (file: string) => string,
  findings: Findings,
): { readonly contract: Contract; readonly source: Source } | undefined => {
  const head = headOf(edition);
  const named = namedCsv(tables);
  const isBroken = tables !== undefined && (!tables.usable || tables.broken.size > 0);
  const isNamedInVain = [...named].some((name) => typeof name === 'string' && !files.has(name));
  for (const [file, text] of files) {
    // Where edition.yaml cannot be read, any text may be the contract's.
    if (file.endsWith('.yaml') || (head === undefined ? file.endsWith('.txt') : file === head.text.file))
      continue;
    // Where a table's `rows` name no file, or one that is not there, that is told, and this may be the one that is meant.
    if (named.has(file) || (file.endsWith('.csv') && (isBroken || isNamedInVain))) continue;
    findings.report('unknown-file', filePlace(plainSource(nameOf(file), file, text)), {
      message: `${file} is no part of an edition.`,
      hint: file.endsWith('.csv')
        ? `Name it under \`rows\` of a table in tables.yaml, or move it elsewhere.`
        : 'Move it elsewhere: the folder is digested whole.',
    });
  }
  if (head === undefined) return undefined;
  const { file, digest } = head.text;
  const text = files.get(file);
  if (text === undefined) {
    findings.report('missing-file', valuePlace(edition.source, ['text', 'file']), {
      message: `The edition has no ${file}.`,
      hint: 'Put the contract’s text there.',
    });
    return undefined;
  }
  const source = plainSource(nameOf(file), file, text);
  if (reportNotUtf8('contract-text', source, findings)) return undefined;
  if (reportMerge('contract-text', source, findings)) return undefined;
  const read = parseContract(text);
  if (!read.ok) {
    const before = text.split('\n').slice(0, read.line - 1);
    const from = before.reduce((sum, line) => sum + line.length + 1, 0);
    const end = text.indexOf('\n', from);
    findings.report(
      'contract-text',
      { source, from, to: end === -1 ? text.length : end },
      {
        message:
          read.code === 'section-out-of-order'
            ? `Section ${read.found} stands where section ${read.expected} should.`
            : contractFaults[read.code].message,
        hint: read.code === 'section-out-of-order' ? countedForm : contractFaults[read.code].hint,
      },
    );
    return undefined;
  }
  if (read.contract.digest !== digest) {
    findings.report('text-changed', valuePlace(edition.source, ['text', 'digest']), {
      message: `The text in ${file} is not the one with this digest.`,
      hint: `Restore the text. Where it was corrected and nothing rests on it yet, write its digest here: ${read.contract.digest}. Where the contract itself changed, make a new revision.`,
    });
  }
  return { contract: read.contract, source };
};

const countedForm =
  'A title line, then `N. Heading` lines, a line for each paragraph, and `- ` before list items; or each clause as it is printed: `[1.1] words`, and `# Heading`.';
const markedForm =
  'Some lines here mark their clause, as in `[1.1] words`: every line then begins with `[id]`, or with `#` where it is a heading.';

/** What is said of a text that is no contract. */
const contractFaults = {
  'no-clause': { message: 'The text has no clause.', hint: countedForm },
  'item-without-paragraph': { message: 'This list item has no paragraph above it.', hint: countedForm },
  'unmarked-line': { message: 'This line has no mark.', hint: markedForm },
  'clause-twice': { message: 'A clause of this id stands above.', hint: 'Each id stands once.' },
} as const;
