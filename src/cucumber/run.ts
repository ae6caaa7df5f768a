import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import type { Driver } from './driver.js';
import { makePhrases } from './phrases.js';
import { readSettings, type DriverName, type Settings } from './settings.js';
import { ScenarioWorld } from './world.js';

/** One line of `scenarios.json`: which decisions a scenario rested on, and how it ended. */
interface ScenarioReport {
  readonly title: string;
  /** The contract, as its folder of features is named. */
  readonly document: string;
  readonly feature: string;
  /** Relative to the folder that the run started in. */
  readonly uri: string;
  /** Of an outline, the line of the example. */
  readonly line: number;
  readonly tags: readonly string[];
  /** Ids of the records, in the order of asking. */
  readonly decisions: readonly string[];
  /** `PASSED`, `FAILED`, … */
  readonly status: string;
}

/** What a run holds from its first scenario to its last. */
interface Run {
  readonly settings: Settings;
  readonly dataDirectory: string;
  readonly driver: Driver;
  readonly phrases: ReturnType<typeof makePhrases>;
  readonly reports: ScenarioReport[];
}

let run: Run | null = null;

// The driver that is not chosen is not loaded.
const openDriver = async (
  name: DriverName,
  folders: { dataDirectory: string; editionsDirectory: string },
): Promise<Driver> =>
  name === 'http'
    ? (await import('./http-driver.js')).startHttpDriver(folders)
    : (await import('./in-process-driver.js')).openInProcessDriver(folders);

/** The contract whose folder a feature file is in. */
const documentOf = ({ settings }: Run, uri: string): string => {
  const [document = '', ...below] = relative(resolve(settings.featuresDirectory), resolve(uri)).split(sep);
  if (below.length === 0 || document === '..')
    throw new Error(`\`${uri}\` is in no contract's folder below \`${settings.featuresDirectory}\`.`);
  return document;
};

// The first question of all loads the edition, on a busy machine for longer than cucumber's five seconds.
setDefaultTimeout(60_000);
setWorldConstructor(ScenarioWorld);

BeforeAll({ timeout: 60_000 }, async function () {
  const settings = readSettings(process.env, this.parameters);
  const dataDirectory = settings.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'clausebook-scenarios-')));
  await mkdir(dataDirectory, { recursive: true });
  const { editionsDirectory } = settings;
  const driver = await openDriver(settings.driver, { dataDirectory, editionsDirectory }).catch(
    async (error: unknown) => {
      if (settings.dataDirectory === null) await rm(dataDirectory, { recursive: true });
      throw error;
    },
  );
  run = { settings, dataDirectory, driver, phrases: makePhrases(settings.featuresDirectory), reports: [] };
});

Before(function (this: ScenarioWorld, { pickle }) {
  if (run === null) throw new Error('The run has not begun.');
  const document = documentOf(run, pickle.uri);
  this.begin(run.driver, document, run.phrases(document));
});

After(function (this: ScenarioWorld, { pickle, gherkinDocument, result }) {
  if (run === null) return;
  run.reports.push({
    title: pickle.name,
    document: documentOf(run, pickle.uri),
    feature: gherkinDocument.feature?.name ?? '',
    uri: pickle.uri,
    line: pickle.location?.line ?? 0,
    tags: pickle.tags.map(({ name }) => name),
    decisions: this.decisions(),
    status: result?.status ?? 'UNKNOWN',
  });
});

AfterAll({ timeout: 60_000 }, async function () {
  if (run === null) return;
  const { driver, reports, dataDirectory, settings } = run;
  await driver.close();
  await writeFile(join(dataDirectory, 'scenarios.json'), `${JSON.stringify(reports, null, 2)}\n`);
  if (settings.dataDirectory === null) await rm(dataDirectory, { recursive: true });
  if (reports.length === 0) throw new Error('No scenario ran: the paths, names or tags match nothing.');
});
