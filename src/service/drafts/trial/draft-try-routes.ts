import { Router, type Response } from 'express';
import type { DecisionLog } from '../../../audit/store/decision-log.js';
import type { FeatureSources } from '../../../scenarios/compile-features.js';
import { readPhraseTable } from '../../../scenarios/phrase-table.js';
import type { FeatureText } from '../../../scenarios/read-gherkin.js';
import { readFeatures } from '../../../scenarios/read-features.js';
import type { Editions } from '../../../decide/editions/editions.js';
import { placeOf, refuseOtherMethods } from '../../http/routes/replies.js';
import { callerOf } from '../../http/gated-response.js';
import { routeOn } from '../../http/routes/route-on.js';
import { sendProblem } from '../../http/send.js';
import { newestRecords } from '../../newest-records.js';
import {
  defaultDraftLimits,
  filesOf,
  isNewFileName,
  ownScenarios,
  withFile,
  withoutOwn,
  type Draft,
} from '../draft.js';
import { answerOnce } from '../answer-once.js';
import { lackingAudit } from '../draft-caller.js';
import type { DraftTask } from './draft-task.js';
import type { DraftWork } from './draft-work.js';
import type { Drafts } from '../drafts.js';
import type { ReadJson } from '../../http/request/read-json-body.js';
import { streamLines } from '../stream-lines.js';
import { readCheckRequest, readImpactRequest, readTypedScenarios } from '../read-draft-request.js';

/** What trying drafts needs. */
export interface TryParts {
  readonly drafts: Drafts;
  readonly work: DraftWork;
  readonly editions: Editions;
  readonly log: Pick<DecisionLog, 'search'>;
  /** Where `<document>/` has scenarios; `null` where there are none. */
  readonly featuresDirectory: string | null;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly reportDefect: (error: unknown) => void;
  readonly readJson: ReadJson;
}

/** The most decisions of the log that are decided again for a draft. */
export const mostRecords = 5_000;

/** Checking a draft, running scenarios against it, and deciding the log's newest decisions under it. */
export const tryRoutes = (parts: TryParts): Router => {
  const { drafts, work, editions, log, featuresDirectory, clock, reportDefect, readJson } = parts;
  const router = Router({ caseSensitive: true });

  routeOn(router, '/book-data/drafts/:draft/check')
    .post((request, response) => {
      readJson(request, response, async (body) => {
        const asked = readCheckRequest(body, defaultDraftLimits.fileBytes);
        if (asked.code !== 'read') {
          sendProblem(response, asked);
          return;
        }
        const found = await drafts.get(placeOf(request, 'draft'));
        if (found.code !== 'found') {
          sendProblem(response, found);
          return;
        }
        const { unsaved, deep } = asked.value;
        const files = filesOf(unsaved === null ? found.draft : typed(found.draft, unsaved));
        const { from, released } = found.draft;
        const follows = { released: { digest: from.digest, files: released }, now: clock() };
        await answerOnce({ work }, response, found.draft, { kind: 'check', files, deep, follows }, (news) => {
          response.json(news);
        });
      });
    })
    .all(refuseOtherMethods('POST'));

  routeOn(router, '/book-data/drafts/:draft/patch', { types: ['text/x-diff'] })
    .get(async (request, response) => {
      const found = await drafts.get(placeOf(request, 'draft'));
      if (found.code !== 'found') {
        sendProblem(response, found);
        return;
      }
      const { id, from, released, changed } = found.draft;
      const task = { kind: 'patch', draft: { from, released, changed } } as const;
      await answerOnce({ work }, response, found.draft, task, (news) => {
        if (news.kind !== 'patch') throw new RangeError('A patch was asked for.');
        response.attachment(`${id}.patch`).type('text/x-diff; charset=utf-8').send(news.text);
      });
    })
    .all(refuseOtherMethods('GET'));

  const stream = (response: Response, { id }: Draft, task: DraftTask): Promise<void> => {
    const author = callerOf(response)?.id ?? null;
    return streamLines(response, reportDefect, (told, signal) =>
      work.take(task, { draft: id, author, signal, told }),
    );
  };

  /** The scenarios of a draft's contract; without any where there are none. */
  const featuresOf = async ({ document }: Draft['from']): Promise<FeatureSources> => {
    const features = featuresDirectory === null ? undefined : await readFeatures(featuresDirectory, document);
    return features?.code === 'read'
      ? features.sources
      : { document, features: [], phrases: { uri: 'phrases.yaml', text: 'phrases: []\n' } };
  };
  const runScenarios = async (
    response: Response,
    draft: Draft,
    features: FeatureSources,
    own: readonly FeatureText[],
  ): Promise<void> => {
    const { document, revision } = draft.from;
    const others = editions
      .all()
      .filter(({ identity }) => identity.document === document && identity.revision !== revision);
    await stream(response, draft, {
      kind: 'scenarios',
      files: filesOf(draft),
      released: { digest: draft.from.digest, files: draft.released },
      others: others.map(({ identity, files }) => ({ digest: identity.digest, files })),
      features,
      own,
      now: clock(),
    });
  };

  routeOn(router, '/book-data/drafts/:draft/scenarios')
    .post(async (request, response) => {
      const found = await drafts.get(placeOf(request, 'draft'));
      if (found.code === 'found')
        await runScenarios(
          response,
          found.draft,
          withoutOwn(await featuresOf(found.draft.from), found.draft),
          ownScenarios(found.draft),
        );
      else sendProblem(response, found);
    })
    .all(refuseOtherMethods('POST'));

  // Scenarios that somebody is writing, in the contract's phrases; they are kept nowhere.
  routeOn(router, '/book-data/drafts/:draft/typed-scenarios')
    .post((request, response) => {
      readJson(request, response, async (body) => {
        const typed = readTypedScenarios(body, defaultDraftLimits.fileBytes);
        const found = await drafts.get(placeOf(request, 'draft'));
        if (typed.code !== 'read') sendProblem(response, typed);
        else if (found.code !== 'found') sendProblem(response, found);
        else {
          const sources = await featuresOf(found.draft.from);
          const own = [{ uri: 'typed.feature', text: typed.value }];
          await runScenarios(response, found.draft, { ...sources, features: [] }, own);
        }
      });
    })
    .all(refuseOtherMethods('POST'));

  routeOn(router, '/book-data/drafts/:draft/phrases')
    .get(async (request, response) => {
      const found = await drafts.get(placeOf(request, 'draft'));
      if (found.code !== 'found') {
        sendProblem(response, found);
        return;
      }
      const { document, phrases } = await featuresOf(found.draft.from);
      const read = readPhraseTable(document, phrases.uri, phrases.text);
      response.json({ phrases: read.code === 'read' ? read.table.phrases.map(({ text }) => text) : [] });
    })
    .all(refuseOtherMethods('GET'));

  routeOn(router, '/book-data/drafts/:draft/impact')
    .post((request, response) => {
      readJson(request, response, async (body) => {
        const asked = readImpactRequest(body, mostRecords);
        const lacking = lackingAudit(response);
        const found = lacking ?? (await drafts.get(placeOf(request, 'draft')));
        if (asked.code !== 'read') sendProblem(response, asked);
        else if (found.code !== 'found') sendProblem(response, found);
        else {
          const { draft } = found;
          const records = await newestRecords(log, draft.from, asked.value.newest);
          await stream(response, draft, {
            kind: 'impact',
            files: filesOf(draft),
            records,
            released: { digest: draft.from.digest, files: draft.released },
            already: asked.value.already,
            by: asked.value.by,
            now: clock(),
          });
        }
      });
    })
    .all(refuseOtherMethods('POST'));

  return router;
};

/** A draft as it is being typed, with a text that is not kept yet. */
const typed = (draft: Draft, { file, text }: { readonly file: string; readonly text: string }): Draft =>
  filesOf(draft).has(file) || isNewFileName(file) ? withFile(draft, file, text, draft.changedAt) : draft;
