/**
 * Sources without their types, at the same lines and columns, in `node_modules/.cache`: a test starts many processes and threads. What was
 * made of a source is as old as the source, by which it is known whether it still holds.
 */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kept = join(root, 'node_modules/.cache/clausebook-plain');

/** Where what is made of a source is kept; processes and threads are run from there, with all that is below `src/`. */
export const placeOf = (source) => join(kept, relative(root, source).replace(/\.ts$/, '.js'));

/** The source of which the file at such a place is made; `undefined` for any other file. */
export const sourceAt = (place) =>
  place.startsWith(join(kept, 'src/')) && place.endsWith('.js')
    ? join(root, relative(kept, place).replace(/\.js$/, '.ts'))
    : undefined;

/** Whether a source is the product's own. The pages of the book are not: they are built. */
export const isProductSource = (file) =>
  file.startsWith(join(root, 'src/')) && !file.startsWith(join(root, 'src/web/')) && file.endsWith('.ts');

let blankTypes;

/** A source without its types. Throws where something else than types would have to be taken out. */
const withoutTypes = (file, source) => {
  // Loaded only where a source changed: it takes longer than all the rest.
  blankTypes ??= createRequire(import.meta.url)('ts-blank-space').default;
  const problems = [];
  const plain = blankTypes(source, (node) => {
    problems.push(node.getText().split('\n')[0]);
  });
  if (problems.length > 0) throw new SyntaxError(`${file}: more than types stands in \`${problems[0]}\``);
  return plain;
};

/** Whole or not at all: other processes write the same. */
const keep = (place, plain, { mtimeMs }) => {
  const beside = `${place}.${randomUUID()}`;
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(beside, plain);
  // As seconds: a `Date` has milliseconds only.
  utimesSync(beside, mtimeMs / 1000, mtimeMs / 1000);
  renameSync(beside, place);
};

const isCurrent = (place, { mtimeMs }) => {
  const made = statSync(place, { throwIfNoEntry: false });
  return made !== undefined && Math.abs(made.mtimeMs - mtimeMs) < 0.01;
};

/** Makes sure that what is kept of a source is made of what it is now. @returns where that is */
const refresh = (file) => {
  const place = placeOf(file);
  const source = statSync(file);
  if (!isCurrent(place, source)) keep(place, withoutTypes(file, readFileSync(file, 'utf8')), source);
  return place;
};

/** The text of a source without its types. */
export const readPlain = (file) => readFileSync(refresh(file), 'utf8');

/** What the product reads beside its sources. */
const read = ['client', 'dist', 'features', 'rules', 'schemas', 'template', 'package.json'];

let isLinked = false;
let isWhole = false;

/** Lays beside the plain sources what the product reads. */
export const linkWhatIsRead = () => {
  if (isLinked) return;
  mkdirSync(kept, { recursive: true });
  for (const name of read) {
    const link = join(kept, name);
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined)
      try {
        symlinkSync(relative(kept, join(root, name)), link);
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
  }
  isLinked = true;
};

/** Sees to it that the whole product can be run, without hooks, from where its plain sources are kept. */
export const refreshProduct = () => {
  if (isWhole) return;
  for (const name of readdirSync(join(root, 'src'), { recursive: true })) {
    const file = join(root, 'src', name);
    if (isProductSource(file)) refresh(file);
  }
  for (const name of readdirSync(join(kept, 'src'), { recursive: true })) {
    const place = join(kept, 'src', name);
    if (name.endsWith('.js') && !existsSync(sourceAt(place))) rmSync(place, { force: true });
  }
  linkWhatIsRead();
  isWhole = true;
};
