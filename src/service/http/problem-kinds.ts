import type { FailureCode } from './failure.js';

/** What holds of every problem of one code. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** When it is answered. */
  readonly when: string;
  /** What whoever gets it can do. */
  readonly remedy: string;
  /**
   * Sent as `Retry-After` where trying again may help. Each 429 and 503 has one here or in its failure, but for what stays as it is until
   * somebody mends it.
   */
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
    when: 'The body, or a query parameter, is not of the form that `/openapi.json` describes, or the address takes no such parameter.',
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
    remedy: 'Take one that has the scope; whoever runs the service makes keys by `npx clausebook keys make`.',
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
    remedy: 'Whoever holds the key runs `npx clausebook explain ID --reveal --personal-key FILE`.',
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
  'nothing-to-choose': {
    status: 409,
    title: 'The decision leaves nothing to choose',
    when: 'A choice is sent for a decision that is neither unresolved nor leaves anything to discretion.',
    remedy: 'Look at the decision: its outcome holds as it is.',
  },
  'choice-not-allowed': {
    status: 422,
    title: 'The decision does not leave this to choose',
    when: 'What was chosen is none of the discretion’s choices, or of an unresolved decision none of its outcomes; or the amount is beyond `upTo`, or an effect is none that the decision has.',
    remedy: 'Take what `errors` names at each place.',
  },
  'choice-made': {
    status: 409,
    title: 'Somebody chose already',
    when: 'A choice about the decision is recorded, and the request does not name the last one in `instead`.',
    remedy: 'Read the decision again. To correct the choice, send yours with its id in `instead`.',
  },
  'too-many-choices': {
    status: 409,
    title: 'The decision takes no further choice',
    when: 'As many choices about the decision are recorded as it takes.',
    remedy: 'The last one holds. Decide the case anew where it has to be chosen once more.',
  },
  'already-withdrawn': {
    status: 409,
    title: 'The release counts no more already',
    when: 'A release is to be withdrawn that was withdrawn before.',
    remedy: 'Nothing has to be done; `GET /editions` tells who withdrew it.',
  },
  'nothing-to-restore': {
    status: 409,
    title: 'The release counts already',
    when: 'A release is to be restored that counts, and goes before all others of its revision.',
    remedy: 'Nothing has to be done.',
  },
  'registry-broken': {
    status: 503,
    title: 'The registry of releases does not hold',
    when: 'An entry of the registry was altered, removed or signed by another key, or it can’t be read. Nothing is added to it.',
    remedy: 'Bring the registry back from a copy, or give the service the key that signed it.',
  },
  'receipt-not-yet': {
    status: 409,
    title: 'The decision has no receipt yet',
    when: 'No signed checkpoint covers the record yet, or the tree over what earlier versions recorded is being made.',
    remedy: 'Ask again after the time that the problem names, or make a checkpoint now: `POST /checkpoints`.',
  },
  'signing-key-differs': {
    status: 409,
    title: 'The log is signed by another key',
    when: 'A checkpoint is asked for, and those of the log are signed by another key: another service on the same log began with one of its own.',
    remedy:
      'Give all services on a log one key (`--signing-key`) and start them anew. Where the key was changed, start once with `--accept-key`.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    when: 'The address is there, and takes other methods.',
    remedy: 'Take a method that `Allow` names.',
  },
  'not-acceptable': {
    status: 406,
    title: 'This address answers in another type',
    when: '`Accept` names no type in which the address answers.',
    remedy: 'Accept a type that the problem names, or leave `Accept` out.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    when: 'The body has more bytes than the service takes.',
    remedy: 'Send less, or a batch in several parts.',
  },
  'not-http': {
    status: 400,
    title: 'What came is no request of HTTP',
    when: 'What came on the connection could not be read as HTTP/1.1, asks for a tunnel (`CONNECT`), or has no `Host` or several.',
    remedy:
      'Use a client of HTTP; look for line breaks in headers, and for a length that is not that of the body.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    when: 'The address and the headers of a request have more than 16 kB together.',
    remedy: 'Send fewer or shorter headers, or what you look for in several requests.',
  },
  'request-too-slow': {
    status: 408,
    title: 'The request came too slowly',
    when: 'The headers or the body of a request were not there in time, by the sender, the network, or a machine that has too much to do. Nothing was done.',
    remedy: 'Send it again on a new connection.',
    retryAfterSeconds: 1,
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
  'too-many-streams': {
    status: 503,
    title: 'Too many read the events',
    when: 'As many streams of events are open as the service serves at one time.',
    remedy: 'Close streams that nobody reads, or try again after the time that `Retry-After` gives.',
    retryAfterSeconds: 10,
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
    when: 'Answered by `/readyz` while the decision log cannot take a record, or the service stops; and wherever something must be loaded while no more files can be opened.',
    remedy: 'Wait until it is ready; mend what the detail names.',
    retryAfterSeconds: 5,
  },
  'draft-changed': {
    status: 412,
    title: 'The draft was changed meanwhile',
    when: 'A file of a draft is written, and is another than the one whose entity tag `If-Match` gives; or a draft is proposed, approved, sent back or published that holds something else than `content` says.',
    remedy: 'Read the file or the review again, and do it by what stands there.',
  },
  'draft-published': {
    status: 409,
    title: 'The draft is published already',
    when: 'A draft is proposed, approved or sent back that was published.',
    remedy: 'Make another draft of the release that it became.',
  },
  'not-proposed': {
    status: 409,
    title: 'Nobody proposes the draft',
    when: 'A draft is approved, sent back or published that nobody proposes, or that was sent back since.',
    remedy: 'Its author proposes it: `POST /book-data/drafts/{draft}/proposal`, or “Propose it” in the book.',
  },
  'own-approval': {
    status: 409,
    title: 'Who made the draft can’t approve it',
    when: 'A draft is approved by who began it, wrote in it or proposes it.',
    remedy: 'Let somebody else approve it, with a key of their own that has the scope `approve`.',
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
    remedy:
      'Where it took too long, try once more after the time that `Retry-After` gives: a machine that has much to do is slower. Else mend what the draft asks for that has no end or no bound; the service and other work go on.',
  },
  'altered-release': {
    status: 503,
    title: 'A release was altered',
    when: 'What is kept of a release is another content than its digest says. Nothing is decided or told by it.',
    remedy: 'Bring the release back from a copy; `npx clausebook verify` names what else was altered.',
  },
  'altered-draft': {
    status: 503,
    title: 'A draft is damaged',
    when: 'What is kept of a draft is not what was written. Nothing of it is told; other drafts are.',
    remedy: 'Bring its file back from a copy, or delete the draft.',
  },
  'altered-record': {
    status: 503,
    title: 'A record was altered',
    when: 'What is kept of a record is not what was recorded. Nothing of it is told.',
    remedy:
      'Bring the log back from a copy; `npx clausebook verify` names what else was altered. Other records are told all the same.',
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
