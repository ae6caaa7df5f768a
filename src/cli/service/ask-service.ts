import { problemKinds } from '../../service/http/problem-kinds.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { text } from '../shell/options.js';

/** The options of a command that asks a running service. */
export const serviceOptions = {
  url: text({ value: 'URL', means: 'ask a running service for the record instead' }),
  key: text({
    value: 'KEY',
    means:
      'the key `cbk_…`, or token, by which it is asked; the variable is better: others on this machine see arguments',
    env: 'key',
  }),
};

/** What is sent to a service, and the scope that this needs. */
export interface SentBody {
  readonly body: object;
  readonly scope: string;
}

/** What a service answered, or in words why it did not. */
export type ServiceAnswer =
  | { readonly code: 'answered'; readonly text: string }
  | {
      readonly code: 'refused';
      readonly status: number;
      /** The code of its problem; `null` where it is none of Clausebook's. */
      readonly problem: string | null;
      readonly told: string;
    };

/**
 * Asks a running service, with the caller's key where there is one. Throws {@link CouldNot} where nothing answers.
 * @param url where the service is
 * @param path of the address, beginning with a slash
 * @param given the key
 * @param sent what is sent by POST; left out where the address is only read
 */
export const askService = async (
  url: string,
  path: string,
  accept: string,
  given: string | undefined,
  sent?: SentBody,
): Promise<ServiceAnswer> => {
  const address = addressOf(url, path);
  const key = visible(given);
  // The form that takes a token, too.
  const headers = { accept, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  const asked =
    sent === undefined
      ? { headers }
      : {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(sent.body),
        };
  // Not followed: what it leads to might be anybody's, and would be sent the key.
  const response = await fetch(address, { ...asked, redirect: 'manual' }).catch((error: unknown) => {
    throw new CouldNot(`No answer from \`${address.origin}\`: ${reasonOf(error)}`);
  });
  const text = await response.text();
  if (response.ok) return { code: 'answered', text };
  return {
    code: 'refused',
    status: response.status,
    problem: problemIn(text)?.code ?? null,
    told: tellRefusal(address, response.status, text, sent?.scope ?? 'audit'),
  };
};

const addressOf = (url: string, path: string): URL => {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new WrongUse(`\`${url}\` is no URL of a service, such as http://127.0.0.1:8080.`);
  return new URL(path, url);
};

const visible = (key: string | undefined): string | undefined => {
  // The key itself is not told: what is printed may be kept.
  if (key !== undefined && !/^[!-~]+$/.test(key))
    throw new WrongUse(
      'The key holds others than visible ASCII characters: give it as `npx clausebook keys make` printed it.',
    );
  return key;
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  // `fetch failed` says nothing; its cause does.
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
};

/** A problem of the service for people; what is no problem document came from something else. */
const tellRefusal = ({ origin }: URL, status: number, text: string, scope: string): string => {
  const problem = problemIn(text);
  if (problem === undefined)
    return `\`${origin}\` answered with status ${status}, and not as Clausebook does: is this its address?\n`;
  const { code, title, detail } = problem;
  const remedy = remedyOf(code, scope);
  return `${code}: ${title}. ${detail}\n${remedy === undefined ? '' : `${remedy}\n`}`;
};

const remedyOf = (code: string, scope: string): string | undefined => {
  if (code === 'unauthenticated')
    return `Give a key with the scope \`${scope}\` in CLAUSEBOOK_KEY, or as \`--key cbk_…\`; \`npx clausebook keys make\` makes one where the service runs.`;
  return Object.entries(problemKinds).find(([name]) => name === code)?.[1].remedy;
};

interface ToldProblem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

const problemIn = (text: string): ToldProblem | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const { code, title, detail }: { code?: unknown; title?: unknown; detail?: unknown } = json;
  return typeof code === 'string' && typeof title === 'string' && typeof detail === 'string'
    ? { code, title, detail }
    : undefined;
};
