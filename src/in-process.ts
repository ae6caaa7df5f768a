/** Clausebook by a call in this process, and what starts the service too. */
import type { Asked } from './audit/record/asked.js';
import { defaultEngine, engines } from './engine/engines.js';
import { makeDecide, makePreview } from './decide/decide.js';
import { makeEvaluators } from './decide/evaluate.js';
import { makeEditions } from './decide/editions/editions.js';
import { loadKeptRelease } from './decide/editions/load-editions.js';
import { readDecideRequest } from './decide/request/decide-request.js';
import { makeAsk, replyOf, type Reply } from './service/http/ask.js';
import { maximumText } from './wire/limits.js';
import { openStore } from './open-store.js';
import { newId } from './new-id.js';
import { editionsOf } from './given-editions.js';
import type { ClausebookOptions } from './clausebook-options.js';

/** Clausebook in this process: what `POST /decide/{decision}` does, without HTTP. */
export interface Clausebook {
  /**
   * Decides and records. `status` and `body` are those of the HTTP answer: a decision, or a problem document.
   * @param asked stands in the record; throws a TypeError where a member is no text of at most 512 characters
   */
  readonly decide: (
    decision: string,
    request: unknown,
    asked?: Asked,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
  /**
   * Decides at once, and records nothing: status and body are those of `POST /preview/{decision}`. It takes what `decide` takes, without
   * `readings`, which take loading. The compiled engine answers, whichever is chosen; they say the same. A release that only the log keeps
   * is unknown here until a decision under it was made.
   */
  readonly preview: (
    decision: string,
    request: unknown,
  ) => { readonly status: number; readonly body: unknown };
  readonly close: () => Promise<void>;
}

/** Opens Clausebook without a server. Throws {@link StartError} where an edition is invalid. */
export const openClausebook = async (options: ClausebookOptions): Promise<Clausebook> => {
  const given = await editionsOf(options);
  const log = await openStore(options);
  const editions = makeEditions(given, {
    files: async (digest) => (await log.release(digest))?.files,
    load: loadKeptRelease,
  });
  const evaluators = makeEvaluators(engines[options.engine ?? defaultEngine]);
  const parts = { editions, log, clock: Date.now, newId, evaluators };
  const ask = makeAsk(makeDecide({ ...parts, searchableMetadata: options.searchableMetadata }));
  // The reference answers by a promise.
  const atOnce =
    (options.engine ?? defaultEngine) === 'compiled' ? evaluators : makeEvaluators(engines.compiled);
  const preview = makePreview({ editions, clock: Date.now, evaluators: atOnce });
  return {
    decide: (decision, request, asked) => ask(decision, request, asked && checkAsked(asked)),
    preview: (decision, request): Reply => {
      const read = readDecideRequest(request);
      if (read.code !== 'read') return replyOf(read);
      const result = preview(decision, read.value);
      if (!(result instanceof Promise)) return replyOf(result);
      // It waits for a release that the log may have; whether it has shows the next time.
      result.catch(() => undefined);
      const known = editions.all().map(({ identity }) => `${identity.document}/${identity.revision}`);
      return replyOf({ code: 'unknown-edition', asked: read.value.edition, known });
    },
    close: () => log.close(),
  };
};

/** A record with anything else could not be read again. */
const checkAsked = ({ by, request, ...others }: Asked): Asked => {
  const given = { ...(by === undefined ? {} : { by }), ...(request === undefined ? {} : { request }) };
  const isRight = (value: unknown): boolean => typeof value === 'string' && value.length <= maximumText;
  if (!Object.values(given).every(isRight) || Object.keys(others).length > 0)
    throw new TypeError(
      `Who asks is told by \`by\` and \`request\`, texts of at most ${maximumText} characters.`,
    );
  return given;
};
