import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { parseContract } from '../../contract/parse-contract.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { text } from '../shell/options.js';
import { readIfThere } from '../shell/read-named.js';
import { factsToBegin, phrasesToBegin } from './beginnings.js';
import { definedWord } from './defined-word.js';
import { numberClauses } from './number-clauses.js';
import type { Block, MarkedLine } from './block.js';
import { numberOf } from './block-numbers.js';
import { isDate } from './printed-number.js';
import { readDocument } from './read-document.js';

/** `clausebook import`: a contract's text as an edition begins with it. */
export const importCommand = command({
  name: 'import',
  summary: 'begin an edition with a contract’s text: .txt, .md, .html, .docx or .pdf',
  usage: 'FILE FOLDER [--title TITLE] [--effective-from INSTANT] [--encoding NAME]',
  names: {
    least: 2,
    most: 2,
    say: 'Name the document, and the folder of the edition: rules/<document>/<revision>.',
  },
  options: {
    title: text({
      value: 'TITLE',
      means: 'the contract’s title',
      told: 'the first paragraph, or where that has a number, the file’s name',
    }),
    effectiveFrom: text({
      value: 'INSTANT',
      means: 'from when the edition can govern, RFC 3339',
      told: 'the revision, where it is a date',
    }),
    encoding: text({
      value: 'NAME',
      means: 'of a text: utf-8, utf-16le, windows-1252, …',
      told: 'as the file says, else utf-8',
    }),
  },
  help: `
Writes contract.txt, in which each clause is marked by the number that is printed before it (\`1.1\`, \`1.1(a)(i)\`, \`Article IV\`, \`§ 3 Abs. 2\`, \`Schedule 1, 2(b)\`),
a definition by its word (\`1.1 Deposit\`), a table by row (\`2.1, row 3\`), a list without numbers by item,
ledger.yaml with a disposition proposed for each clause, edition.yaml, facts.yaml, definitions, parameters and readings to begin with, and
features/<document>/phrases.yaml beside rules/ where the document has none. Of a .docx it takes the numbers that Word prints, of a .pdf the
text that it holds; pictures of pages have none. Where a number could be read otherwise, is missing in a row or is printed
twice, it says so with the place: read these, and correct contract.txt by hand. Exit code 1 where there is anything to look at.
Nothing that is there is replaced.

  clausebook import terms.docx rules/hosting-terms/2026-06-01`,
  run: async (args, shell, [file = '', named = '']) => {
    const folder = resolve(named);
    const [document, revision] = [basename(dirname(folder)), basename(folder)];
    const { blocks, remarks: ofReading } = await readDocument(file, args.encoding);
    const [first, ...rest] = blocks;
    if (first === undefined) throw new WrongUse(`\`${file}\` has no text.`);
    const isTitle = args.title === undefined && !isNumbered(first);
    const title = args.title ?? (isTitle ? first.text : basename(file, extname(file)));
    const { lines, remarks: ofNumbers } = numberClauses(isTitle ? rest : blocks);
    if (!lines.some((line) => 'id' in line)) throw new WrongUse(`\`${file}\` has a title and no clause.`);
    const remarks = [
      ...ofReading,
      ...(args.title !== undefined || isTitle
        ? []
        : [
            {
              place: first.place,
              what: `No title stands before the first number: it is called \`${title}\`; say --title.`,
            },
          ]),
      ...ofNumbers,
    ];
    const contract = `${[title, ...lines.map(written)].join('\n')}\n`;
    const effectiveFrom =
      args.effectiveFrom ?? (/^\d{4}-\d{2}-\d{2}$/.test(revision) ? `${revision}T00:00:00Z` : undefined);
    if (effectiveFrom === undefined)
      throw new WrongUse(
        `\`${revision}\` is no date: say --effective-from, the instant from which it can govern.`,
      );
    const read = parseContract(contract);
    if (!read.ok) throw new TypeError(`Line ${read.line} of what was written is no contract: ${read.code}`);
    const edition = {
      document,
      revision,
      title,
      effectiveFrom,
      text: { file: 'contract.txt', digest: read.contract.digest },
    };
    const files = [
      ['contract.txt', contract],
      ['edition.yaml', stringify(edition, plain)],
      ['ledger.yaml', stringify({ clauses: lines.flatMap(proposed) }, plain)],
      ['facts.yaml', factsToBegin],
      ['definitions.yaml', 'definitions: []\n'],
      ['parameters.yaml', 'parameters: []\n'],
      ['readings.yaml', 'readings: []\n'],
    ] as const;
    for (const [name] of files)
      if ((await readIfThere(join(folder, name))) !== undefined)
        throw new WrongUse(`\`${join(named, name)}\` is there already, and nothing was written.`);
    await writeAll(folder, files);
    const phrases = resolve(folder, '../../../features', document);
    if (
      basename(resolve(folder, '../..')) === 'rules' &&
      (await readIfThere(join(phrases, 'phrases.yaml'))) === undefined
    ) {
      await writeAll(phrases, [['phrases.yaml', phrasesToBegin]]);
      shell.out(`Phrases for scenarios begin in ${relative('', join(phrases, 'phrases.yaml'))}.\n`);
    }
    for (const { place, what } of remarks) shell.out(`${file}: ${place}: ${what}\n`);
    const clauses = lines.filter((line) => 'id' in line).length;
    shell.out(
      `${clauses === 1 ? '1 clause is' : `${clauses} clauses are`} in ${join(named, 'contract.txt')}; ${remarks.length === 1 ? '1 place' : `${remarks.length} places`} to look at. Correct the text, then \`npx clausebook check ${named}\`.\n`,
    );
    return remarks.length === 0 ? 0 : 1;
  },
});

/** Whether a document begins with a clause or section, as an extract does. */
const isNumbered = (block: Block): boolean => {
  const number = numberOf(block);
  return (
    number !== undefined &&
    ['levels', 'single', 'name', 'division'].includes(number.kind) &&
    !isDate(number.words)
  );
};

const plain = { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' } as const;

const written = (line: MarkedLine): string =>
  'id' in line ? `[${line.id}] ${line.words}` : `# ${line.heading}`;

/** What a clause may be for. */
const proposed = (line: MarkedLine): readonly object[] => {
  if (!('id' in line)) return [];
  return [
    definedWord(line.words) !== undefined
      ? { clause: line.id, disposition: 'definition' }
      : {
          clause: line.id,
          disposition: 'statement',
          reason: 'To be decided: proposed when the text was taken in.',
        },
  ];
};

const writeAll = async (folder: string, files: readonly (readonly [string, string])[]): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of files) await writeFile(join(folder, name), content, { flag: 'wx' });
  } catch (cause) {
    throw new CouldNot(`\`${folder}\` could not be written: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
};
