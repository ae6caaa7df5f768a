import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { TextDecoder } from 'node:util';
import { CouldNot, WrongUse } from '../shell/command.js';
import type { ReadDocument } from './block.js';
import { readHtml } from './read-html.js';
import { readMarkdown, readText } from './read-text.js';

/** Reads a document by the ending of its name. What reads .docx and .pdf is loaded only for them. */
export const readDocument = async (file: string, encoding: string | undefined): Promise<ReadDocument> => {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new CouldNot(`\`${file}\` could not be read: ${saidOf(cause)}`, { cause });
  });
  switch (extname(file).toLowerCase()) {
    case '.docx': {
      const { readDocx } = await import('./word/read-docx.js');
      return readDocx(bytes).catch((cause: unknown) => {
        throw new WrongUse(`\`${file}\` is no .docx: ${saidOf(cause)}`);
      });
    }
    case '.pdf':
      return readPdfFile(file, bytes);
    case '.html':
    case '.htm':
      return { blocks: readHtml(decoded(bytes, file, encoding ?? charsetOf(bytes)), 'line'), remarks: [] };
    case '.md':
    case '.markdown':
      return readMarkdown(decoded(bytes, file, encoding));
    case '.txt':
      return readText(decoded(bytes, file, encoding));
    default:
      throw new WrongUse(`\`${file}\`: give a .txt, .md, .html, .docx or .pdf.`);
  }
};

const readPdfFile = async (file: string, bytes: Uint8Array): Promise<ReadDocument> => {
  const { readPdf, NoTextError } = await import('./read-pdf.js');
  return readPdf(bytes).catch((cause: unknown) => {
    if (cause instanceof NoTextError)
      throw new WrongUse(
        `\`${file}\` has no text: its pages are pictures. Have their text recognised, and give that as .txt or .docx.`,
      );
    if (isNotThere(cause))
      throw new WrongUse('What reads .pdf is not installed: `npm install unpdf`, or save the text as .txt.');
    throw new WrongUse(`The text of \`${file}\` can't be read: ${saidOf(cause)}`);
  });
};

const isNotThere = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';

const saidOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** The encoding that a page of HTML names. */
const charsetOf = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]{1,200}charset=["']?([\w-]{1,40})/i.exec(
    Buffer.from(bytes.subarray(0, 2048)).toString('latin1'),
  )?.[1];

const marks = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const;

/** A mark at the beginning says more than what is asked for. */
const decoded = (bytes: Uint8Array, file: string, encoding = 'utf-8'): string => {
  const name = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? encoding;
  const twoBytes = (): string =>
    `\`${file}\` has characters of two bytes. Say --encoding ${bytes[0] === 0 ? 'utf-16be' : 'utf-16le'}.`;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(name, { fatal: true });
  } catch {
    throw new WrongUse(`\`${name}\` is no encoding that is known here.`);
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new WrongUse(
      bytes.includes(0)
        ? twoBytes()
        : `\`${file}\` is not ${name}. Say --encoding windows-1252 if it is of an older program.`,
    );
  }
  if (text.includes('\0')) throw new WrongUse(twoBytes());
  return text;
};
