import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../../edition/model/edition.js';
import { problemKinds } from '../../service/http/problem-kinds.js';
import { generatedMark, writeEdition } from './write-edition.js';

/** A file of a client, below its folder. */
export interface ClientFile {
  readonly path: string;
  readonly text: string;
}

/** What every client has, beside `src` and `dist` in the product's own folder. */
const folder = new URL('../../../client/', import.meta.url);

/** The module of an edition: `kommo-ai-agent-terms-2026-04-27.ts`. */
const moduleOf = ({ identity: { document, revision } }: Edition): string => `${document}-${revision}.ts`;

/** The files of a client for editions: a module for each, and what all of them send by. */
export const clientFiles = async (editions: readonly Edition[]): Promise<readonly ClientFile[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const shared = await Promise.all(
    names.map(async (name) => {
      const source = await readFile(fileURLToPath(new URL(name, folder)), 'utf8');
      return {
        path: name,
        text: `${generatedMark}. Don’t edit it: generate it again.\n/* eslint-disable */\n${name === 'problem.ts' ? withCodes(source) : source}`,
      };
    }),
  );
  return [
    ...shared,
    ...editions.map((edition) => ({ path: moduleOf(edition), text: writeEdition(edition) })),
  ];
};

const anyCode = 'export type ProblemCode = string;';

/** The codes that this service has; `string & {}` lets a newer one have others, and an editor name these. */
const withCodes = (source: string): string => {
  if (!source.includes(anyCode)) throw new RangeError('The client’s problem.ts has no type of codes');
  const codes = Object.keys(problemKinds).map((code) => `  | '${code}'`);
  return source.replace(anyCode, () => `export type ProblemCode =\n${codes.join('\n')};`);
};
