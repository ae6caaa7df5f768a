import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { parseContract } from '../../contract/parse-contract.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { text } from '../shell/options.js';
import { readIfThere } from '../shell/read-named.js';
import type { Block } from './block.js';
import { numberClauses, type MarkedLine } from './number-clauses.js';
import { readHtml } from './read-html.js';
import { readMarkdown, readText } from './read-text.js';

/** `clausebook import`: a contract's text as an edition begins with it. */
export const importCommand = command({
  name: 'import',
  summary: 'begin an edition with a contract’s text: .txt, .md, .html or .docx',
  usage: 'FILE FOLDER [--title TITLE] [--effective-from INSTANT] [--encoding NAME]',
  names: {
    least: 2,
    most: 2,
    say: 'Name the document, and the folder of the edition: rules/<document>/<revision>.',
  },
  options: {
    title: text({ value: 'TITLE', means: 'the contract’s title', told: 'the first paragraph' }),
    effectiveFrom: text({
      value: 'INSTANT',
      means: 'from when the edition can govern, RFC 3339',
      told: 'the revision, where it is a date',
    }),
    encoding: text({
      value: 'NAME',
      means: 'of a text: utf-8, utf-16le, windows-1252, …',
      otherwise: 'utf-8',
    }),
  },
  help: `
Writes contract.txt, in which each clause is marked by the number that is printed before it (\`1.1\`, \`1.1(a)(i)\`, \`Article IV\`, \`§ 3 Abs. 2\`),
ledger.yaml with a disposition proposed for each clause, edition.yaml, and empty definitions, parameters and readings. Where a number could be read otherwise, is missing in a row or is printed
twice, it says so with the place: read these, and correct contract.txt by hand. Exit code 1 where there is anything to look at.
Nothing that is there is replaced.

  clausebook import terms.docx rules/hosting-terms/2026-06-01`,
  run: async (args, shell, [file = '', named = '']) => {
    const folder = resolve(named);
    const [document, revision] = [basename(dirname(folder)), basename(folder)];
    const blocks = await readBlocks(file, args.encoding);
    const [first, ...rest] = blocks;
    if (first === undefined) throw new WrongUse(`\`${file}\` has no text.`);
    const title = args.title ?? first.text;
    const { lines, remarks } = numberClauses(args.title === undefined ? rest : blocks);
    if (!lines.some((line) => 'id' in line)) throw new WrongUse(`\`${file}\` has a title and no clause.`);
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
      ['definitions.yaml', 'definitions: []\n'],
      ['parameters.yaml', 'parameters: []\n'],
      ['readings.yaml', 'readings: []\n'],
    ] as const;
    for (const [name] of files)
      if ((await readIfThere(join(folder, name))) !== undefined)
        throw new WrongUse(`\`${join(named, name)}\` is there already, and nothing was written.`);
    await writeAll(folder, files);
    for (const { place, what } of remarks) shell.out(`${file}: ${place}: ${what}\n`);
    const clauses = lines.filter((line) => 'id' in line).length;
    shell.out(
      `${clauses} clauses are in ${join(named, 'contract.txt')}; ${remarks.length} places to look at. Correct the text, then \`clausebook check ${named}\`.\n`,
    );
    return remarks.length === 0 ? 0 : 1;
  },
});

const plain = { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' } as const;

const readBlocks = async (file: string, encoding: string): Promise<readonly Block[]> => {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new CouldNot(`\`${file}\` could not be read: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  });
  switch (extname(file).toLowerCase()) {
    case '.docx': {
      const { default: mammoth } = await import('mammoth');
      const { value } = await mammoth.convertToHtml({ buffer: bytes }).catch((cause: unknown) => {
        throw new WrongUse(`\`${file}\` is no .docx: ${cause instanceof Error ? cause.message : ''}`);
      });
      return readHtml(value);
    }
    case '.html':
    case '.htm':
      return readHtml(decoded(bytes, file, encoding));
    case '.md':
    case '.markdown':
      return readMarkdown(decoded(bytes, file, encoding));
    case '.txt':
      return readText(decoded(bytes, file, encoding));
    default:
      throw new WrongUse(
        `\`${file}\`: give a .txt, .md, .html or .docx. The text of a .pdf can be saved as .txt.`,
      );
  }
};

const decoded = (bytes: Uint8Array, file: string, encoding: string): string => {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : encoding;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(marked, { fatal: true });
  } catch {
    throw new WrongUse(`\`${encoding}\` is no encoding that is known here.`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new WrongUse(
      `\`${file}\` is not ${marked}. Say --encoding windows-1252 if it is of an older program.`,
    );
  }
};

const written = (line: MarkedLine): string =>
  'id' in line ? `[${line.id}] ${line.words}` : `# ${line.heading}`;

/** What a clause may be for. */
const proposed = (line: MarkedLine): readonly object[] => {
  if (!('id' in line)) return [];
  const isDefinition = /^[“"„«][^”"“»]+[”"“»] (means|refers to|bedeutet|ist|is)\b/i.test(line.words);
  return [
    isDefinition
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
