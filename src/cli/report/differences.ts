import { tellImpact } from '../../analysis/impact/tell-impact.js';
import type { StoredLine } from '../../audit/store/lines.js';
import { formatInstant } from '../../language/instants.js';
import { instantsIn } from '../../language/format-value.js';
import { editionAt } from '../arguments/edition-folders.js';
import { openSource } from '../arguments/open.js';
import { editionsBefore, requestLines, weighAll } from '../impact/impact.js';
import { planOf } from '../impact/impact-plan.js';
import { casesOfEither } from '../rules/proving/cases-of-either.js';
import { diffCommand } from '../rules/diff.js';
import { CouldNot, type Shell } from '../shell/command.js';
import { editionPairs, type EditionPair, type NamedEdition } from './edition-pairs.js';
import type { Part } from './markdown.js';
import { lineWith, linesWith, printedPart } from './printed.js';
import type { ReportValues } from './report-options.js';

/** Where a change is looked at: from one state of the editions to another. */
export interface Change {
  /** The editions before, in a folder. */
  readonly before: string;
  readonly editions: string;
  readonly features: string;
  /** Whose cases show what it would have done. */
  readonly cases: Pick<ReportValues, 'data' | 'store' | 'requests'>;
}

/** What differs of each edition: in text, in rules, in effect, and in money. */
export const tellDifferences = async (change: Change, shell: Shell): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const pair of await editionPairs(change.before, change.editions))
    parts.push(...(await tellPair(pair, change, shell)));
  return parts;
};

const tellPair = async (pair: EditionPair, change: Change, shell: Shell): Promise<readonly Part[]> => {
  if (pair.code === 'new')
    return [{ name: pair.now.name, verdict: 'told', line: 'a new contract', text: '' }];
  if (pair.code === 'gone')
    return [{ name: pair.before.name, verdict: 'told', line: 'is no longer there', text: '' }];
  const { before, now } = pair;
  const name = pair.code === 'changed' ? now.name : `${now.name}, after ${before.revision}`;
  const differs = await printedPart(
    name,
    shell,
    async (kept) => {
      await diffCommand.call({ scenarios: [change.features] }, [before.folder, now.folder], kept);
      return 'told';
    },
    lineWith(/^(?:Same in effect|Different in effect|No difference found)/),
  );
  const impact = await printedPart(
    `${name}: impact`,
    shell,
    async (kept) => {
      kept.out(await impactOf(before, now, change, kept));
      return 'told';
    },
    (text) => [/change \(/, / in all:/].flatMap((sought) => linesWith(sought)(text).slice(0, 1)).join('; '),
  );
  return [differs, impact];
};

/** What the later edition would have decided of the cases, told without their facts. */
const impactOf = async (
  before: NamedEdition,
  now: NamedEdition,
  { before: editions, features, cases }: Change,
  shell: Shell,
): Promise<string> => {
  const edition = await editionAt(now.folder);
  const { data, store, requests } = cases;
  const source =
    data === undefined && store === undefined ? null : await openSource({ data: data ?? 'data', store });
  try {
    const asked = requests ?? (source === null ? 'the scenarios' : undefined);
    const values = { ...noChoice, requests: asked, editions };
    const lines =
      source?.lines() ??
      (requests === undefined ? scenarioLines(before, now, features) : requestLines(requests, shell));
    const report = await weighAll(lines, {
      of: source === null ? (requests ?? 'the cases of the scenarios') : 'the log',
      edition,
      plan: await planOf(values, shell, edition),
      workers: 0,
      progress: () => undefined,
      before: await editionsBefore(source, { editions }),
    });
    return instantsIn(tellImpact(report, false), edition.zone);
  } finally {
    await source?.close();
  }
};

const noChoice = {
  ...{ reading: [], cohort: [], gains: [], pays: [], overlook: false },
  ...{ decision: undefined, from: undefined, until: undefined, personalKey: undefined },
} as const;

/** The cases of the scenarios as requests to the earlier edition. */
async function* scenarioLines(
  before: NamedEdition,
  now: NamedEdition,
  features: string,
): AsyncGenerator<StoredLine> {
  const [left, right] = [before, now].map(({ document, revision }) => ({
    identity: { document, revision, digest: '' },
  }));
  if (left === undefined || right === undefined) throw new CouldNot('There are two editions.');
  const { cases } = await casesOfEither(features, now.document, [left, right]);
  const edition = { document: before.document, revision: before.revision };
  for (const { decision, name, case: asked } of cases)
    yield {
      at: name,
      text: JSON.stringify({ decision, facts: asked.facts, asOf: formatInstant(asked.asOf), edition }),
    };
}
