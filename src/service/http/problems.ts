import { formatInstant } from '../../language/instants.js';
import type { EditionQuery } from '../../decide/request/edition-query.js';
import type { Problem as SentProblem } from '../../wire/problem.js';
import type { Failure, FailureCode } from './failure.js';

/** Problem details of RFC 9457, as they are sent. */
export type Problem = SentProblem & { readonly code: FailureCode };

/** What holds of every problem of one code. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** When it is answered. */
  readonly when: string;
  /** What whoever gets it can do. */
  readonly remedy: string;
  /** Sent as `Retry-After` where trying again may help. */
  readonly retryAfterSeconds?: number;
}

/** Every problem that the service answers, by its stable code: the one table for status, documentation and OpenAPI. */
export const problemKinds: Readonly<Record<FailureCode, ProblemKind>> = {
  'not-json': {
    status: 400,
    title: 'The body is not JSON',
    when: 'The body is empty, not UTF-8, or not JSON (RFC 8259).',
    remedy: 'Mend the text at the given line and column.',
  },
  'invalid-request': {
    status: 400,
    title: 'The request has another form than this address takes',
    when: 'The body, or a query parameter, is not of the form that `/openapi.json` describes.',
    remedy: 'Mend each place that `errors` names.',
  },
  'invalid-as-of': {
    status: 400,
    title: 'asOf is no instant',
    when: '`asOf` has no offset, is finer than a millisecond, or is no instant of RFC 3339.',
    remedy: 'Give it with an offset and at most three digits of a second, such as 2026-08-15T12:00:00Z.',
  },
  'invalid-idempotency-key': {
    status: 400,
    title: 'Idempotency-Key is no key',
    when: '`Idempotency-Key` is empty, longer than 255 characters, given twice, or holds others than visible ASCII characters.',
    remedy: 'Send one key of 1 to 255 visible ASCII characters, such as a UUID.',
  },
  'idempotency-key-reused': {
    status: 409,
    title: 'The key is in use for another request',
    when: 'A decision was recorded under this `Idempotency-Key`, and it was asked for otherwise.',
    remedy: 'Send exactly what was sent first, or take a new key for what is new.',
  },
  unauthenticated: {
    status: 401,
    title: 'The request does not say who asks',
    when: 'There is no API key or token, or it is none that holds here: never made, revoked, over, or by somebody else.',
    remedy:
      'Send a key or a token that holds, as `Authorization: Bearer …` or `X-API-Key: …`, and no more than one.',
  },
  forbidden: {
    status: 403,
    title: 'The caller may not do this',
    when: 'The key or token holds, and does not have the scope that the problem names.',
    remedy: 'Take one that has the scope; whoever runs the service makes keys by `clausebook keys make`.',
  },
  'foreign-host': {
    status: 403,
    title: 'The service is asked by a name that is not its own',
    when: 'Nobody has to say who asks here, and `Host` is neither a name or an address of this machine nor one that is allowed: a page of another site could have sent it.',
    remedy:
      'Ask by `localhost` or an address; or start the service with the name in `--allowed-hosts`, or with keys.',
  },
  'foreign-origin': {
    status: 403,
    title: 'A page of another site asks',
    when: 'Nobody has to say who asks here, and by `Origin` or `Sec-Fetch-Site` a page that the service did not send has sent the request.',
    remedy:
      'Ask from a page of the service; or start it with the page’s host in `--allowed-hosts`, or with keys.',
  },
  'rate-limited': {
    status: 429,
    title: 'The caller asks too much',
    when: 'More decisions a second were asked for than each caller is allowed.',
    remedy:
      'Ask again after the time that `Retry-After` gives; `RateLimit` tells in each answer what is left.',
  },
  'authentication-unavailable': {
    status: 503,
    title: 'Who asks cannot be told now',
    when: 'The key set by which tokens are verified cannot be fetched. API keys are taken all the same.',
    remedy: 'Try again; whoever runs the service finds the cause in its own log.',
    retryAfterSeconds: 5,
  },
  'unknown-decision': {
    status: 404,
    title: 'There is no such decision',
    when: 'No edition that is here, or not the one that was asked for, has a decision of that name.',
    remedy: 'Take one of the decisions that the problem, or `GET /editions`, names.',
  },
  'unknown-edition': {
    status: 404,
    title: 'There is no such edition',
    when: 'The document, revision or digest that was asked for is not here.',
    remedy: 'Take one that `GET /editions` names.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    when: 'No route has this address, or nothing with this id is kept.',
    remedy: 'Look in `/openapi.json` for the addresses; check the id.',
  },
  erased: {
    status: 410,
    title: 'The facts of this decision are erased',
    when: 'A trace is asked for, and personal values that it would be made from are erased.',
    remedy: 'The decision itself, its outcome and clauses, is still at `/decisions/{id}`.',
  },
  masked: {
    status: 410,
    title: 'The facts of this decision were never kept',
    when: 'A trace is asked for, and the log masks personal values that it would be made from.',
    remedy: 'The decision itself, its outcome and clauses, is still at `/decisions/{id}`.',
  },
  sealed: {
    status: 403,
    title: 'The facts of this decision are encrypted',
    when: 'A trace is asked for, and personal values that it would be made from are encrypted. The service does not reveal them.',
    remedy: 'Whoever holds the key runs `clausebook explain ID --reveal --personal-key FILE`.',
  },
  'no-letter': {
    status: 404,
    title: 'The decision has no letter',
    when: 'The edition that decided it has no `letters.yaml`, or no words in it for this decision.',
    remedy: 'Read its trace; decisions under an edition with words for customers have a letter.',
  },
  dropped: {
    status: 410,
    title: 'The content of this decision was dropped',
    when: 'A decision, or its trace, is asked for that is older than decisions are kept.',
    remedy: 'Nothing brings it back. The log still proves that it was there.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    when: 'The address is there, and takes other methods.',
    remedy: 'Take a method that `Allow` names.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    when: 'The body has more bytes than the service takes.',
    remedy: 'Send less, or a batch in several parts.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of another type than JSON',
    when: 'The content type is not `application/json`, its charset not UTF-8, or its encoding not known.',
    remedy: 'Send JSON with `Content-Type: application/json`.',
  },
  'invalid-facts': {
    status: 422,
    title: 'The facts do not allow a decision',
    when: 'Facts are unknown, missing, of a wrong type or value, or contradict each other.',
    remedy: 'Mend each fact that `errors` names; its pointer is relative to `facts`.',
  },
  'out-of-range': {
    status: 422,
    title: 'What is computed of the facts is out of range',
    when: 'A value that the rules compute of the facts is none of its type: an integer beyond ±(2^53 - 1), an instant outside the years 0001 to 9999, a division by 0, money that is negative where it is owed or in no currency. Nothing was decided.',
    remedy: 'Mend the facts from which the value that `errors` names is computed.',
  },
  'unknown-clause': {
    status: 422,
    title: 'The contract has no such clause',
    when: 'A clause that `invalid` names is none of the contract.',
    remedy: 'Name clauses as `GET /editions/{document}/{revision}` lists them.',
  },
  'not-severable': {
    status: 422,
    title: 'The clause cannot drop out',
    when: 'A clause that `invalid` names is a definition, on which other clauses depend (`definition-not-severable`), keeps the rest in force itself (`keeps-the-rest`), is named twice (`clause-twice`), or no clause of the edition keeps the rest in force (`no-severability`).',
    remedy: 'Leave the clause out, or name the clauses that use the definition.',
  },
  'unknown-reading': {
    status: 422,
    title: 'The edition does not say what the reading rejected',
    when: 'A preview asks to take a reading as it rejected, and the edition has no such reading, or does not say as data what would hold then.',
    remedy: 'Name a reading with `otherwise` in readings.yaml.',
  },
  'no-governing-edition': {
    status: 422,
    title: 'No edition governs',
    when: '`asOf` is before the earliest edition took effect, or none of the acts that were told accepted an edition.',
    remedy:
      'Give a later `asOf`, tell the act that accepted an edition, or name the edition that is to decide.',
  },
  'store-unavailable': {
    status: 503,
    title: 'What is kept can’t be read now',
    when: 'The database, or the disk of the data directory, does not answer, or not in time.',
    remedy:
      'Try again after the time that `Retry-After` gives; whoever runs the service finds the cause at `/readyz`.',
    retryAfterSeconds: 5,
  },
  'not-recorded': {
    status: 503,
    title: 'The decision could not be recorded',
    when: 'The decision log did not take the record; what is not recorded is not answered.',
    remedy: 'Try again; whoever runs the service finds the cause at `/readyz`.',
    retryAfterSeconds: 5,
  },
  overloaded: {
    status: 503,
    title: 'Too many decisions wait to be recorded',
    when: 'The queue of the decision log is full.',
    remedy: 'Try again after the time that `Retry-After` gives.',
    retryAfterSeconds: 1,
  },
  'in-doubt': {
    status: 503,
    title: 'Whether the decision is recorded is not known',
    when: 'The disk failed while the record was written and does not tell whether the record is there; no answer is given.',
    remedy:
      'Ask again with the same `Idempotency-Key` when `/readyz` answers 200; without a key, search by the subject first.',
    retryAfterSeconds: 30,
  },
  'not-ready': {
    status: 503,
    title: 'The service cannot decide now',
    when: 'Answered by `/readyz` while the decision log cannot take a record, or the service stops.',
    remedy: 'Wait until it is ready; mend what the detail names.',
    retryAfterSeconds: 5,
  },
  'draft-changed': {
    status: 412,
    title: 'The file was changed meanwhile',
    when: 'A file of a draft is written, and is another than the one whose entity tag `If-Match` gives.',
    remedy: 'Read the file again, and make the change there.',
  },
  'too-many-drafts': {
    status: 409,
    title: 'There are too many drafts',
    when: 'A draft is to be made, and there are as many as the service keeps.',
    remedy: 'Delete one that nobody needs any more.',
  },
  'drafts-busy': {
    status: 503,
    title: 'Too many drafts are being tried',
    when: 'A draft is to be checked or run while others wait for that already.',
    remedy: 'Try again after the time that `Retry-After` gives.',
    retryAfterSeconds: 3,
  },
  'work-stopped': {
    status: 503,
    title: 'The work was stopped at its limit',
    when: 'Checking or trying a draft, or working something out for the book, took longer or needed more memory than it may.',
    remedy: 'Mend what the draft asks for that has no end or no bound; the service and other work go on.',
  },
  'altered-release': {
    status: 503,
    title: 'A release was altered',
    when: 'What is kept of a release is another content than its digest says. Nothing is decided or told by it.',
    remedy: 'Bring the release back from a copy; `clausebook verify` names what else was altered.',
  },
  'altered-record': {
    status: 503,
    title: 'A record was altered',
    when: 'What is kept of a record is not what was recorded. Nothing of it is told.',
    remedy:
      'Bring the log back from a copy; `clausebook verify` names what else was altered. Other records are told all the same.',
  },
  'recorded-unanswered': {
    status: 500,
    title: 'Decisions are recorded, and could not be answered',
    when: 'A defect of the service after what was decided was recorded, or some of a list.',
    remedy:
      'Read what the problem names at `/decisions/{id}`; ask again with the same `Idempotency-Key`. Tell whoever runs the service.',
  },
  internal: {
    status: 500,
    title: 'The service failed',
    when: 'A defect of the service. Nothing was recorded.',
    remedy: 'Tell whoever runs the service; its own log has the cause.',
  },
};

/** The URN that names a kind of problem. */
export const problemType = (code: FailureCode): string => `urn:clausebook:problem:${code}`;

/** The problem details of a failure. */
export const problemOf = (failure: Failure): Problem => {
  const { status, title } = problemKinds[failure.code];
  return {
    type: problemType(failure.code),
    title,
    status,
    detail: detailOf(failure),
    code: failure.code,
    ...('errors' in failure ? { errors: failure.errors } : {}),
    ...('place' in failure ? { position: failure.place } : {}),
  };
};

const detailOf = (failure: Failure): string => {
  switch (failure.code) {
    case 'not-json':
      return `At line ${failure.place.line}, column ${failure.place.column}: ${failure.reason}.`;
    case 'invalid-request':
    case 'invalid-facts':
    case 'out-of-range':
    case 'unknown-clause':
    case 'not-severable':
    case 'unknown-reading':
      return failure.errors
        .map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`))
        .join(' ');
    case 'invalid-as-of':
      return failure.reason === 'instant-without-offset'
        ? `\`${failure.given}\` has no offset. Add \`Z\`, or one such as \`+02:00\`.`
        : `\`${failure.given}\` is no instant of RFC 3339 with at most milliseconds, such as 2026-08-15T12:00:00.000Z.`;
    case 'unknown-decision':
      return `\`${failure.decision}\` is no decision here. There are ${listOf(failure.known)}.`;
    case 'unknown-edition':
      return `${listOf(namedOf(failure.asked))} is no edition here. There are ${listOf(failure.known)}.`;
    case 'no-governing-edition':
      if (failure.earliest <= failure.asOf)
        return `No edition of \`${failure.document}\` was accepted by ${listOf(failure.acts.map(({ kind, at }) => `${kind} at ${formatInstant(at)}`))}. Tell in \`acceptance\` what else the customer did, or name an edition.`;
      return (
        `The earliest edition of \`${failure.document}\` takes effect at ${formatInstant(failure.earliest)}, ` +
        `after asOf, ${formatInstant(failure.asOf)}. Name an edition to decide under it nevertheless.`
      );
    case 'not-found':
      return `There is no ${failure.what} \`${failure.name}\`.`;
    case 'erased':
      return `What decision \`${failure.id}\` was made from is erased at ${failure.pointers.join(', ')}.`;
    case 'masked':
      return `Decision \`${failure.id}\` cannot be evaluated again: the values at ${failure.pointers.join(', ')} were masked and never kept.`;
    case 'sealed':
      return `What decision \`${failure.id}\` was made from is encrypted at ${failure.pointers.join(', ')}, and needs the key.`;
    case 'no-letter':
      return `The edition \`${failure.document}/${failure.revision}\` that decided it has no words for customers, or none for this decision.`;
    case 'dropped':
      return `The content of decision \`${failure.id}\` was dropped; the event \`${failure.event}\` of the log says when, by whom and why.`;
    case 'method-not-allowed':
      return `\`${failure.method}\` is not taken here. Take ${failure.allowed.join(' or ')}.`;
    case 'body-too-large':
      return `A body may have ${failure.limitBytes} bytes here. Send less.`;
    case 'unsupported-media-type':
      return failure.given === null
        ? 'The request has no content type. Send JSON with `Content-Type: application/json`.'
        : `\`${failure.given}\` is not taken here. Send JSON in UTF-8 with \`Content-Type: application/json\`.`;
    case 'invalid-idempotency-key':
      return '`Idempotency-Key` must be one key of 1 to 255 visible ASCII characters, bare or in double quotes.';
    case 'idempotency-key-reused':
      return 'Another request was decided under this `Idempotency-Key`. Send the same again, or take a new key.';
    case 'unauthenticated':
      return unauthenticatedDetails[failure.reason];
    case 'forbidden':
      return `This needs the scope \`${failure.scope}\`, which the key or token does not have.`;
    case 'foreign-host':
      return `Nobody has to say who asks here, so that \`${failure.host}\` may be a page’s own name for this machine. Ask by \`localhost\` or an address, or allow the name by \`--allowed-hosts\`.`;
    case 'foreign-origin':
      return `Nobody has to say who asks here, and a page of \`${failure.origin}\` asks. Only pages of the service itself may.`;
    case 'rate-limited':
      return `${failure.perSecond} decisions a second are allowed here. Ask again in ${failure.retryAfterSeconds} s.`;
    case 'authentication-unavailable':
      return 'The key set by which tokens are verified cannot be fetched. Try again later.';
    case 'store-unavailable':
      return 'The store does not answer now. Try again later.';
    case 'not-recorded':
      return 'The decision log did not take the record, so no answer is given. Try again later.';
    case 'in-doubt':
      return 'The decision log failed while it took the record, and does not know whether it is there. No answer is given.';
    case 'overloaded':
      return 'Too many decisions wait to be recorded. Try again later.';
    case 'not-ready':
      return failure.reason;
    case 'draft-changed':
      return `\`${failure.file}\` of the draft \`${failure.draft}\` was changed since it was read. Read it again.`;
    case 'too-many-drafts':
      return `There are ${failure.most} drafts, which is as many as are kept. Delete one first.`;
    case 'drafts-busy':
      return 'Other drafts are being checked or run. Try again in a few seconds.';
    case 'work-stopped':
      return failure.reason === 'too-long'
        ? 'It took longer than it may, and was stopped.'
        : 'It needed more memory than it may have, and was stopped.';
    case 'altered-release':
      return `What is kept as ${failure.digest} is another content.`;
    case 'altered-record':
      return `The record at ${failure.at} of the log is not what was recorded.`;
    case 'recorded-unanswered':
      return `Recorded, and not answered: ${listOf(failure.ids.slice(0, mostIds))}${failure.ids.length > mostIds ? ` and ${failure.ids.length - mostIds} more` : ''}.`;
    case 'internal':
      return 'Something went wrong in the service. Nothing was recorded.';
  }
};

/** So many ids of decisions are told. */
const mostIds = 100;

const unauthenticatedDetails = {
  missing: 'There is no key or token. Send one as `Authorization: Bearer …` or `X-API-Key: …`.',
  malformed:
    'What was sent is no key or token, or there are two. Send one as `Authorization: Bearer …` or `X-API-Key: …`.',
  unknown:
    'This key or token does not hold here: it was never made, is revoked or over, or is by somebody else.',
} as const;

/** By what an edition was asked for. */
const namedOf = ({ document, revision, digest }: EditionQuery): readonly string[] =>
  [document, revision, digest].filter((name) => name !== undefined);

const listOf = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
