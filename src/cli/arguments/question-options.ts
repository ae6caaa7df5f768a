import { readDecideRequest, type DecideRequest, type Read } from '../../decide/request/decide-request.js';
import type { EditionQuery } from '../../decide/request/edition-query.js';
import { readJson } from '../../service/http/request/read-json.js';
import type { Failure } from '../../decide/failure.js';
import { WrongUse, type Shell } from '../shell/command.js';
import { text, type ValuesOf } from '../shell/options.js';
import { readNamed } from '../shell/read-named.js';

/** Options of the commands that ask a question. */
export const questionOptions = {
  facts: text({
    value: 'FILE',
    means: 'the facts, or a whole request, as JSON; - (the default) for standard input',
  }),
  asOf: text({
    value: 'INSTANT',
    means: 'the instant to decide for, RFC 3339 with an offset (default: the request’s asOf, else now)',
  }),
  edition: text({
    value: 'DOC[/REV]',
    means: 'the edition to decide under (default: the one that governs at that instant)',
  }),
};

/** A question as it was asked, or what is wrong with it. */
export type AskedQuestion<Request extends DecideRequest = DecideRequest> =
  { readonly code: 'read'; readonly decision: string; readonly request: Request } | Failure;

/**
 * Reads `DECISION [--facts FILE] [--as-of INSTANT] [--edition DOC[/REV]]`. The file holds a request as `POST /decide` takes it, or
 * just its facts; the options win over what it says.
 */
export const readQuestion = (
  args: ValuesOf<typeof questionOptions>,
  names: readonly string[],
  shell: Shell,
): Promise<AskedQuestion> => readQuestionBy(readDecideRequest, args, names, shell);

/** The same of a request that is read otherwise. */
export const readQuestionBy = async <Request extends DecideRequest>(
  readRequest: (body: unknown) => Read<Request>,
  { facts, asOf, edition: named }: ValuesOf<typeof questionOptions>,
  [decision, ...others]: readonly string[],
  shell: Shell,
): Promise<AskedQuestion<Request>> => {
  if (decision === undefined) throw new WrongUse('Name the decision: it is the first argument.');
  if (others.length > 0) throw new WrongUse(`One decision at a time; \`${others.join(' ')}\` is too much.`);
  const written = await readInputOr(facts ?? '-', shell);
  const json = readJson(written);
  if (json.code !== 'read') return json;
  const given =
    isObject(json.value) && !Object.hasOwn(json.value, 'facts') ? { facts: json.value } : json.value;
  const edition = namedEdition(named);
  const request = isObject(given)
    ? {
        ...given,
        ...(asOf === undefined ? {} : { asOf }),
        ...(edition === null ? {} : { edition }),
      }
    : given;
  const read = readRequest(request);
  return read.code === 'read' ? { code: 'read', decision, request: read.value } : read;
};

const readInputOr = (file: string, shell: Shell): Promise<string> =>
  file === '-' ? shell.readInput() : readNamed(file);

/** The edition that `DOC[/REV]` names; `null` where none is named. */
export const namedEdition = (named: string | undefined): EditionQuery | null => {
  if (named === undefined) return null;
  const [document = '', revision] = named.split('/');
  return { document, ...(revision === undefined ? {} : { revision }) };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
