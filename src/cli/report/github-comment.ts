import { isRecord } from '../../language/values.js';
import { CouldNot } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** A pull request, and how its comments are reached. */
export interface PullRequest {
  /** Of the REST API, without a slash at its end. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
}

/** By this a comment is found again; nobody sees it. */
const marker = '<!-- clausebook report -->';

/** The most characters of a comment, with the marker. */
export const mostOfComment = 65_000;

const timeoutMs = 30_000;

/**
 * Writes the one comment of a pull request: renews that which is there, else adds it. Throws {@link CouldNot}.
 * Source: https://docs.github.com/en/rest/issues/comments
 * @returns whether it was renewed or is new
 */
export const putComment = async (pull: PullRequest, text: string): Promise<'renewed' | 'added'> => {
  const comments = `/repos/${pull.repository}/issues/${pull.number}/comments`;
  const body = `${marker}\n${text}`;
  const found = await findComment(pull, comments);
  if (found !== undefined) {
    await asked(pull, 'PATCH', `/repos/${pull.repository}/issues/comments/${found}`, { body });
    return 'renewed';
  }
  await asked(pull, 'POST', comments, { body });
  return 'added';
};

const perPage = 100;

/** The id of the comment that was written before; the first, should there be several. */
const findComment = async (pull: PullRequest, comments: string): Promise<number | undefined> => {
  for (let page = 1; ; page += 1) {
    const listed = await asked(pull, 'GET', `${comments}?per_page=${perPage}&page=${page}`);
    if (!Array.isArray(listed)) throw new CouldNot('GitHub answered with no list of comments.');
    for (const comment of listed as readonly unknown[])
      if (
        isRecord(comment) &&
        typeof comment['id'] === 'number' &&
        typeof comment['body'] === 'string' &&
        comment['body'].startsWith(marker)
      )
        return comment['id'];
    if (listed.length < perPage) return undefined;
  }
};

const asked = async (
  { api, token }: PullRequest,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<unknown> => {
  const call = `${method} ${api}${path}`;
  const answer = await fetch(`${api}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
      'user-agent': 'clausebook',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new CouldNot(`GitHub could not be reached (${call}): ${toldReason(cause)}`, { cause });
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new CouldNot(
      `GitHub refused the comment with ${answer.status} (${call}): ${messageOf(text)}. The token needs \`pull-requests: write\`.`,
    );
  return readJson(text);
};

const messageOf = (text: string): string => {
  const read = readJson(text);
  return isRecord(read) && typeof read['message'] === 'string' ? read['message'] : 'no reason given';
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
