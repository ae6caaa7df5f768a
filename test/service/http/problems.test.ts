import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../src/service/http/failure.js';
import { failureOfError } from '../../../src/service/http/failure-of-error.js';
import { problemOf } from '../../../src/service/http/problems.js';
import { problemKinds } from '../../../src/service/http/problem-kinds.js';

const one: readonly Failure[] = [
  { code: 'not-json', place: { offset: 3, line: 1, column: 4 }, reason: '`:` is expected' },
  { code: 'invalid-request', errors: [{ pointer: '/facts', code: 'missing-member', message: 'm' }] },
  { code: 'invalid-as-of', given: '2026-01-01T00:00:00', reason: 'instant-without-offset' },
  { code: 'unknown-decision', decision: 'loan', known: ['fine'] },
  { code: 'unknown-edition', asked: { document: 'x' }, known: [] },
  {
    code: 'out-of-range',
    errors: [{ pointer: '', code: 'out-of-range', message: '`share` cannot be computed.' }],
  },
  {
    code: 'unknown-clause',
    errors: [{ pointer: '/invalid/0/clause', code: 'unknown-clause', message: 'None.' }],
  },
  {
    code: 'unknown-reading',
    errors: [{ pointer: '/readings/R1', code: 'unknown-reading', message: 'None.' }],
  },
  {
    code: 'not-severable',
    errors: [{ pointer: '/invalid/0/clause', code: 'clause-twice', message: 'Twice.' }],
  },
  { code: 'no-governing-edition', document: 'x', asOf: 0, earliest: 1, acts: [] },
  { code: 'invalid-facts', errors: [{ pointer: '/a', code: 'missing-fact', message: 'm' }] },
  { code: 'not-found', what: 'clause', name: '9.9' },
  { code: 'erased', id: 'x', pointers: ['/facts/a'] },
  { code: 'masked', id: 'x', pointers: ['/facts/a'] },
  { code: 'sealed', id: 'x', pointers: ['/facts/a'] },
  { code: 'no-letter', document: 'x', revision: 'y' },
  { code: 'dropped', id: 'x', event: 'y' },
  { code: 'receipt-not-yet', id: 'x', why: 'uncovered', due: 0 },
  { code: 'nothing-to-choose', id: 'x' },
  { code: 'already-withdrawn', digest: 'sha256:1' },
  { code: 'nothing-to-restore', digest: 'sha256:1' },
  { code: 'registry-broken', reason: 'Entry 2 was altered.' },
  {
    code: 'choice-not-allowed',
    errors: [{ pointer: '/chosen', code: 'not-allowed', message: 'None.' }],
  },
  { code: 'choice-made', id: 'x', choice: 'x/choice/1' },
  { code: 'too-many-choices', id: 'x', most: 9 },
  { code: 'signing-key-differs', key: 'sha256:1', own: 'sha256:2' },
  { code: 'method-not-allowed', method: 'PUT', allowed: ['GET', 'HEAD'] },
  { code: 'not-acceptable', types: ['json', 'text/x-diff'] },
  { code: 'body-too-large', limitBytes: 10 },
  { code: 'not-http' },
  { code: 'headers-too-large' },
  { code: 'request-too-slow' },
  { code: 'unsupported-media-type', given: null },
  { code: 'invalid-idempotency-key' },
  { code: 'idempotency-key-reused' },
  { code: 'store-unavailable' },
  { code: 'recorded-unanswered', ids: ['x'] },
  { code: 'not-recorded' },
  { code: 'overloaded' },
  { code: 'unauthenticated', reason: 'missing' },
  { code: 'forbidden', scope: 'audit' },
  { code: 'foreign-host', host: 'x.example' },
  { code: 'foreign-origin', origin: 'https://x.example' },
  { code: 'rate-limited', perSecond: 5, retryAfterSeconds: 1 },
  { code: 'authentication-unavailable' },
  { code: 'in-doubt' },
  { code: 'too-many-streams', most: 1 },
  { code: 'not-ready', reason: 'r' },
  { code: 'draft-changed', draft: 'x', file: 'fee.yaml' },
  { code: 'draft-changed', draft: 'x', file: null },
  { code: 'draft-published', draft: 'x', digest: `sha256:${'1'.repeat(64)}` },
  { code: 'not-proposed', draft: 'x' },
  { code: 'own-approval', by: 'key:1' },
  { code: 'too-many-drafts', most: 100, of: 'all' },
  { code: 'too-many-drafts', most: 50, of: 'author' },
  { code: 'drafts-busy' },
  { code: 'work-stopped', reason: 'too-long', retryAfterSeconds: 60 },
  { code: 'work-stopped', reason: 'out-of-memory' },
  { code: 'altered-release', digest: `sha256:${'1'.repeat(64)}` },
  { code: 'altered-record', at: 'line 17' },
  { code: 'altered-draft', draft: 'cap-1' },
  { code: 'internal' },
];

describe('problem details', () => {
  it('are there for every failure, each with the status and title of its code', () => {
    assert.deepEqual([...new Set(one.map(({ code }) => code))].sort(), Object.keys(problemKinds).sort());
    for (const failure of one) {
      const problem = problemOf(failure);
      assert.equal(problem.type, `urn:clausebook:problem:${failure.code}`);
      assert.equal(problem.status, problemKinds[failure.code].status);
      assert.equal(problem.title, problemKinds[failure.code].title);
      assert.ok(problem.detail.length > 0);
    }
  });
  it('say when to ask again wherever that may help, and nowhere else', () => {
    const statuses = [408, 429, 503];
    // These stay as they are until somebody mends them: the files from a copy, what a draft asks for.
    const mended = [
      ...['altered-release', 'altered-record', 'altered-draft', 'registry-broken'],
      'work-stopped out-of-memory',
    ];
    const named = (failure: Failure): string =>
      failure.code === 'work-stopped' ? `work-stopped ${failure.reason}` : failure.code;
    for (const failure of one) {
      const { status, retryAfterSeconds } = problemOf(failure);
      const helps = statuses.includes(status) && !mended.includes(named(failure));
      assert.equal(retryAfterSeconds !== undefined && retryAfterSeconds > 0, helps, named(failure));
    }
  });
  it('quote what was given, and say what to do', () => {
    assert.equal(
      problemOf({ code: 'invalid-as-of', given: '2026-01-01T00:00:00', reason: 'instant-without-offset' })
        .detail,
      '`2026-01-01T00:00:00` has no offset. Add `Z`, or one such as `+02:00`.',
    );
    assert.match(
      problemOf({ code: 'unknown-decision', decision: 'loan', known: ['fine'] }).detail,
      /`loan`.*`fine`/,
    );
  });

  it('say that what is kept can’t be reached where the disk is full, read-only or gone, and nothing else', () => {
    const failed = (code: string) => failureOfError(Object.assign(new Error(code), { code })).code;
    for (const code of ['EROFS', 'EPERM', 'EACCES', 'ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE'])
      assert.equal(failed(code), 'store-unavailable', code);
    for (const code of ['EPIPE', 'ERR_INVALID_ARG_TYPE', 'ENOENT'])
      assert.equal(failed(code), 'internal', code);
  });
});
