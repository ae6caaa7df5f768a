import { mergeMarkerIn } from '../language/merge-marker.js';
import { AstBuilder, compile, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';

/** The text of a feature file. */
export interface FeatureText {
  /** What faults name the file, and what scenarios say where they stand. */
  readonly uri: string;
  readonly text: string;
}

/** Scenarios of one file before their sentences are understood: outlines expanded, backgrounds put before each. */
export interface GherkinFile {
  /** The feature's title. */
  readonly feature: string;
  readonly scenarios: readonly GherkinScenario[];
  /** Lines of descriptions, which are no steps. */
  readonly described: readonly { readonly line: number; readonly text: string }[];
  /** Each as `uri:line:column: what`. */
  readonly faults: readonly string[];
}

export interface GherkinScenario {
  readonly title: string;
  /** Of an outline, the line of the row. */
  readonly line: number;
  /** With `@`. */
  readonly tags: readonly string[];
  readonly steps: readonly GherkinStep[];
}

export interface GherkinStep {
  readonly keyword: string;
  readonly text: string;
  readonly line: number;
  /** `null` where it has no table. */
  readonly table: readonly (readonly string[])[] | null;
  readonly hasDocString: boolean;
}

/** Reads one feature file. A file that is no Gherkin has faults and no scenario. */
export const readGherkin = ({ uri, text }: FeatureText): GherkinFile => {
  let ids = 0;
  const newId = (): string => String(ids++);
  const merge = mergeMarkerIn(text);
  if (merge !== undefined) {
    const line = text.slice(0, merge.at).split('\n').length;
    return nothing([`${uri}:${line}:1: ${merge.message} ${merge.hint}`]);
  }
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    const document = parser.parse(text);
    const written = writtenSteps(document);
    const scenarios = compile(document, uri, newId).map((pickle) => scenarioOf(pickle, written));
    return {
      feature: document.feature?.name ?? '',
      scenarios,
      described: describedIn(document, text),
      faults: outlineFaults(document, uri),
    };
  } catch (error) {
    if (!(error instanceof Errors.GherkinException)) throw error;
    // The parser's own type says that every error is a composite one; one that is not has no list.
    const errors: readonly Error[] =
      error instanceof Errors.CompositeParserException ? error.errors : [error];
    // After the first line that is not understood, what follows is guesswork.
    const faults = errors.slice(0, 1).map(({ message }) => {
      const [, line = '1', column = '1', what = message] = /^\((\d+):(\d+)\): (.*)$/s.exec(message) ?? [];
      return `${uri}:${line}:${column}: ${inPlainWords(what, text)}`;
    });
    return nothing(faults);
  }
};

const nothing = (faults: readonly string[]): GherkinFile => ({
  feature: '',
  scenarios: [],
  described: [],
  faults,
});

/** What the parser says of a line, for who writes scenarios. */
const inPlainWords = (what: string, text: string): string => {
  const [, got] = /^expected: .*, got '(.*)'$/s.exec(what) ?? [];
  const language = /^\s*#\s*language\s*:\s*(\S+)/.exec(text)?.[1];
  if (got !== undefined && language !== undefined && /^\S+( \S+)?:/.test(got.trim()))
    return `\`${got.trim()}\` is not expected here: the file says \`# language: ${language}\`, and its keywords are those of that language.`;
  if (got !== undefined)
    return `\`${got.trim()}\` is not expected here: a step begins with Given, When, Then, And, But or *, a row of a table with |.`;
  if (what === 'A tag may not contain whitespace') return 'A tag has no blanks, as in `@2.3`.';
  if (/^unexpected end of file/.test(what)) return 'The file ends too early.';
  return what === 'inconsistent cell count within the table'
    ? 'This row has not as many cells as the first row of its table.'
    : what;
};

type GherkinDocument = ReturnType<Parser<unknown>['parse']>;
type Pickle = ReturnType<typeof compile>[number];

/** A step as it stands in the file, before an outline is filled. */
interface WrittenStep {
  readonly keyword: string;
  readonly line: number;
}

const scenarioOf = (pickle: Pickle, written: ReadonlyMap<string, WrittenStep>): GherkinScenario => ({
  title: pickle.name,
  line: pickle.location?.line ?? 0,
  tags: pickle.tags.map(({ name }) => name),
  steps: pickle.steps.map(({ text, argument, astNodeIds }) => {
    const { keyword, line } = written.get(astNodeIds[0] ?? '') ?? { keyword: '*', line: 0 };
    const rows = argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value));
    return { keyword, line, text, table: rows ?? null, hasDocString: argument?.docString !== undefined };
  }),
});

/** Outlines that are read otherwise than they seem: without a row nothing runs, and of a column that stands twice one is passed over. */
const outlineFaults = ({ feature }: GherkinDocument, uri: string): readonly string[] =>
  (feature?.children ?? [])
    .flatMap((child) => [child, ...(child.rule?.children ?? [])])
    .flatMap(({ scenario }) => (scenario === undefined ? [] : [scenario]))
    .flatMap(({ keyword, location, steps, examples }, at, all) => {
      const tell = ({ line, column = 1 }: typeof location, what: string): string =>
        `${uri}:${line}:${column}: ${what}`;
      if (examples.length === 0)
        return /outline|template/i.test(keyword) ? [tell(location, withoutExamples(all[at + 1]))] : [];
      const texts = steps.map(({ text }) => text).join('\n');
      const named = [...texts.matchAll(/<([^<>\s][^<>]*)>/g)].map(([, column = '']) => column);
      return examples.flatMap(({ location: at, tableHeader, tableBody }) => {
        if (tableBody.length === 0)
          return [tell(at, 'These `Examples` have no row, so that nothing runs: add one, or remove them.')];
        const columns = (tableHeader?.cells ?? []).map(({ value }) => value);
        const twice = columns.filter((column, i) => columns.indexOf(column) !== i);
        const unknown = named.filter((column) => !columns.includes(column));
        return [
          ...[...new Set(twice)].map((column) =>
            tell(at, `The column \`${column}\` stands twice: give one of them another name.`),
          ),
          ...[...new Set(unknown)].map((column) =>
            tell(at, `These \`Examples\` have no column \`${column}\`: there are ${columns.join(', ')}.`),
          ),
        ];
      });
    });

/** `Example:` is another word for `Scenario:`. */
const withoutExamples = (
  next: { readonly keyword: string; readonly steps: readonly unknown[] } | undefined,
): string =>
  next?.keyword === 'Example' && next.steps.length === 0
    ? 'This outline has no `Examples`: `Example:` below it begins a scenario, and a table of rows stands below `Examples:`.'
    : 'This outline has no `Examples`: add them, or make it a scenario.';

/** A description begins below its heading, after lines that are blank or remarks. */
const describedIn = ({ feature }: GherkinDocument, text: string): GherkinFile['described'] => {
  if (feature === undefined) return [];
  const children = feature.children.flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const headings = [
    feature,
    ...children.flatMap(({ background, scenario }) =>
      [background, scenario, ...(scenario?.examples ?? [])].filter((one) => one !== undefined),
    ),
    ...feature.children.flatMap(({ rule }) => (rule === undefined ? [] : [rule])),
  ];
  const lines = text.split(/\r?\n/);
  return headings.flatMap(({ description, location }) => {
    if (description.trim() === '') return [];
    let at = location.line; // the line below the heading, counted from 0
    return description.split('\n').flatMap((line) => {
      const found = lines.indexOf(line, at);
      if (line.trim() === '' || found === -1) return [];
      at = found + 1;
      return [{ line: at, text: line.trim() }];
    });
  });
};

const writtenSteps = ({ feature }: GherkinDocument): ReadonlyMap<string, WrittenStep> => {
  const children = (feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const steps = children.flatMap(({ background, scenario }) => [
    ...(background?.steps ?? []),
    ...(scenario?.steps ?? []),
  ]);
  return new Map(
    steps.map(({ id, keyword, location }) => [id, { keyword: keyword.trim(), line: location.line }]),
  );
};
