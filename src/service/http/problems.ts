import type { Problem as SentProblem } from '../../wire/problem.js';
import { formatInstant } from '../../language/instants.js';
import type { EditionQuery } from '../../decide/request/edition-query.js';
import type { Failure, FailureCode } from './failure.js';
import { problemKinds } from './problem-kinds.js';

/** Problem details of RFC 9457, as they are sent. */
export type Problem = SentProblem & { readonly code: FailureCode };

/** The URN that names a kind of problem. */
export const problemType = (code: FailureCode): string => `urn:clausebook:problem:${code}`;

/** The problem details of a failure. */
export const problemOf = (failure: Failure): Problem => {
  const { status, title, retryAfterSeconds } = problemKinds[failure.code];
  const seconds = 'retryAfterSeconds' in failure ? failure.retryAfterSeconds : retryAfterSeconds;
  return {
    type: problemType(failure.code),
    title,
    status,
    detail: detailOf(failure),
    code: failure.code,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    ...('errors' in failure ? { errors: failure.errors.slice(0, mostErrors) } : {}),
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
    case 'choice-not-allowed':
      return errorsIn(failure.errors);
    case 'invalid-as-of':
      return failure.reason === 'instant-without-offset'
        ? `\`${short(failure.given)}\` has no offset. Add \`Z\`, or one such as \`+02:00\`.`
        : `\`${short(failure.given)}\` is no instant of RFC 3339 with at most milliseconds, such as 2026-08-15T12:00:00.000Z.`;
    case 'unknown-decision':
      return `\`${short(failure.decision)}\` is no decision here. There are ${listOf(failure.known)}.`;
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
      return `There is no ${failure.what} \`${short(failure.name)}\`.`;
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
    case 'receipt-not-yet':
      return failure.why === 'unbuilt'
        ? 'The tree over the records, from which receipts are made, is being made. Ask again in some minutes.'
        : `No checkpoint covers decision \`${failure.id}\` yet. ${failure.due === null ? 'A running service makes one by itself' : `One is made by ${formatInstant(failure.due)}`}, or now by \`POST /checkpoints\`.`;
    case 'nothing-to-choose':
      return `Decision \`${failure.id}\` is neither unresolved nor leaves anything to discretion.`;
    case 'choice-made':
      return `Of decision \`${failure.id}\` the choice \`${failure.choice}\` is recorded. Read it, and name it in \`instead\` to correct it.`;
    case 'too-many-choices':
      return `Of decision \`${failure.id}\` ${failure.most} choices are recorded, which is as many as it takes.`;
    case 'already-withdrawn':
      return `\`${failure.digest}\` counts no more.`;
    case 'nothing-to-restore':
      return `\`${failure.digest}\` counts, and goes before the others of its revision.`;
    case 'registry-broken':
      return failure.reason;
    case 'signing-key-differs':
      return `The checkpoints of the log are signed by the key ${failure.key}, and none by ${failure.own}, which is that of this service.`;
    case 'method-not-allowed':
      return `\`${failure.method}\` is not taken here. Take ${failure.allowed.join(' or ')}.`;
    case 'not-acceptable':
      return `It is answered in ${failure.types.map((type) => `\`${typeNames.get(type) ?? type}\``).join(' or ')}. Accept that.`;
    case 'body-too-large':
      return `A body may have ${failure.limitBytes} bytes here. Send less.`;
    case 'not-http':
      return 'What came is no request of HTTP/1.1 that is taken here. Nothing was done, and the connection is closed.';
    case 'headers-too-large':
      return 'The address and the headers of a request may have 16 kB together. Send less.';
    case 'request-too-slow':
      return 'The request did not come in time. Nothing was done; send it again on a new connection.';
    case 'unsupported-media-type':
      return failure.given === null
        ? 'The request has no content type. Send JSON with `Content-Type: application/json`.'
        : `\`${short(failure.given)}\` is not taken here. Send JSON in UTF-8 with \`Content-Type: application/json\`.`;
    case 'invalid-idempotency-key':
      return '`Idempotency-Key` must be one key of 1 to 255 visible ASCII characters, bare or in double quotes.';
    case 'idempotency-key-reused':
      return 'Another request was decided under this `Idempotency-Key`. Send the same again, or take a new key.';
    case 'unauthenticated':
      return unauthenticatedDetails[failure.reason];
    case 'forbidden':
      return `This needs the scope \`${failure.scope}\`, which the key or token does not have.`;
    case 'foreign-host':
      return `Nobody has to say who asks here, so that \`${short(failure.host)}\` may be a page’s own name for this machine. Ask by \`localhost\` or an address, or allow the name by \`--allowed-hosts\`.`;
    case 'foreign-origin':
      return `Nobody has to say who asks here, and a page of \`${short(failure.origin)}\` asks. Only pages of the service itself may.`;
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
      return failure.file === null
        ? `The draft \`${failure.draft}\` was changed since it was read. Read it again.`
        : `\`${failure.file}\` of the draft \`${failure.draft}\` was changed since it was read. Read it again.`;
    case 'draft-published':
      return `The draft \`${failure.draft}\` is published as ${failure.digest}. Make another draft of that release for what is to follow.`;
    case 'not-proposed':
      return `Nobody proposes the draft \`${failure.draft}\`, or it was sent back since. Its author proposes it with a reason first.`;
    case 'own-approval':
      return `${failure.by} began the draft, wrote in it or proposes it. Somebody else has to approve it.`;
    case 'too-many-drafts':
      return `There are ${failure.most} drafts ${failure.of === 'all' ? 'here' : 'of yours'}, which is as many as are kept. Delete one first.`;
    case 'drafts-busy':
      return 'Other drafts are being checked or run. Try again in a few seconds.';
    case 'too-many-streams':
      return `${failure.most} read the events at this time, which is as many as may. Try again later.`;
    case 'work-stopped':
      return failure.reason === 'too-long'
        ? 'It took longer than it may, and was stopped.'
        : 'It needed more memory than it may have, and was stopped.';
    case 'altered-release':
      return `What is kept as ${failure.digest} is another content.`;
    case 'altered-draft':
      return `What is kept of the draft \`${failure.draft}\` is damaged.`;
    case 'altered-record':
      return `The record at ${failure.at} of the log is not what was recorded.`;
    case 'recorded-unanswered':
      return `Recorded, and not answered: ${listOf(failure.ids.slice(0, mostIds))}${failure.ids.length > mostIds ? ` and ${failure.ids.length - mostIds} more` : ''}.`;
    case 'internal':
      return 'Something went wrong in the service. Nothing was recorded.';
  }
};

/** As many as are told of facts, with the one that counts the others. */
const mostErrors = 101;

/** So many errors are told in one text; `errors` has the others. */
const mostInDetail = 10;

const errorsIn = (errors: readonly { readonly pointer: string; readonly message: string }[]): string => {
  const told = errors
    .slice(0, mostInDetail)
    .map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`));
  if (errors.length > mostInDetail) told.push(`And ${errors.length - mostInDetail} more.`);
  return told.join(' ');
};

const typeNames: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['text', 'text/plain'],
]);

/** So many ids of decisions are told. */
const mostIds = 100;

const unauthenticatedDetails = {
  missing: 'There is no key or token. Send one as `Authorization: Bearer …` or `X-API-Key: …`.',
  malformed:
    'What was sent is no key or token, or there are two. Send one as `Authorization: Bearer …` or `X-API-Key: …`.',
  unknown:
    'This key or token does not hold here: it was never made, is revoked or over, or is by somebody else.',
} as const;

/** The beginning of what a caller wrote. */
const short = (given: string): string => (given.length <= 200 ? given : `${given.slice(0, 200)}…`);

/** By what an edition was asked for. */
const namedOf = ({ document, revision, digest }: EditionQuery): readonly string[] =>
  [document, revision, digest].flatMap((name) => (name === undefined ? [] : [short(name)]));

const listOf = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
