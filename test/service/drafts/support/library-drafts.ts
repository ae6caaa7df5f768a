import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { DecisionLog } from '../../../../src/audit/store/decision-log.js';
import type { Edition } from '../../../../src/edition/model/edition.js';
import { loadEdition } from '../../../../src/edition/build/load-edition.js';
import { readEditionFolder } from '../../../../src/edition/read/read-edition-folder.js';
import { makeFolderDrafts } from '../../../../src/service/drafts/draft-store.js';
import { makeDraftWork, type DraftWork } from '../../../../src/service/drafts/trial/draft-work.js';
import { makeReleaseWork } from '../../../../src/service/drafts/review/release-work.js';
import type { Gate } from '../../../../src/service/http/gate.js';
import { lateItems, phrases } from '../../../scenarios/support/late-items.js';
import { startForTest, type Reply, type ServiceUnderTest } from '../../service-under-test.js';

const folder = new URL('../../../edition/fixtures/library-lending/2025-03-01/', import.meta.url).pathname;

/** A service of the library with its scenarios, which keeps drafts in a folder. */
export interface LibraryDrafts {
  readonly service: ServiceUnderTest;
  readonly edition: Edition;
  readonly data: string;
  /** Makes a draft of the library's edition, and gives its address. */
  readonly create: (title?: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  /** Puts a text in the place of another in a file of a draft. */
  readonly replace: (draft: string, file: string, old: string, text: string) => Promise<Reply>;
  /** The lines of a stream that was asked for with `body`. */
  readonly lines: (path: string, body?: unknown) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

interface Options {
  readonly gate?: Gate;
  readonly log?: DecisionLog;
  readonly work?: DraftWork;
}

/** Threads that the services of one process share, as the drafts of one service do: each would else begin with threads of its own. */
const [sharedWork, sharedReleaseWork] = [makeDraftWork(), makeReleaseWork()];

/** Starts it; gone after the test. */
export const serveLibraryDrafts = async (
  context: TestContext,
  { work = sharedWork, ...options }: Options = {},
): Promise<LibraryDrafts> => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-drafts-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  const data = join(directory, 'data');
  const features = join(directory, 'features');
  await mkdir(data);
  await mkdir(join(features, 'library-lending'), { recursive: true });
  await writeFile(join(features, 'library-lending', 'phrases.yaml'), phrases);
  await writeFile(join(features, 'library-lending', '03-late.feature'), lateItems);
  const { edition } = loadEdition(await readEditionFolder(folder));
  if (edition === undefined) throw new Error('The library’s edition does not load.');
  const service = await startForTest(context, {
    ...options,
    editions: [edition],
    drafts: {
      store: makeFolderDrafts(data),
      work,
      releaseWork: sharedReleaseWork,
      featuresDirectory: features,
    },
  });
  return {
    service,
    edition,
    data,
    create: async (title = 'A dearer day', headers = {}) => {
      const { digest } = edition.identity;
      const { json } = await service.post('/book-data/drafts', { title, digest }, headers);
      return `/book-data/drafts/${String(json['id'])}`;
    },
    replace: async (draft, file, old, text) => {
      const { json } = await service.get(`${draft}/files/${file}`);
      const before = String(json['text']);
      if (!before.includes(old)) throw new Error(`${file} has no ${old}`);
      return service.send(`${draft}/files/${file}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'If-Match': String(json['etag']) },
        body: JSON.stringify({ text: before.replace(old, text) }),
      });
    },
    lines: async (path, body) => {
      const response = await fetch(service.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>); // each line is an object
    },
  };
};
