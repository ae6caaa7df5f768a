import type { Response } from 'express';
import { sha256 } from '../../../language/canonical.js';
import { callerOf } from '../gated-response.js';

const yearSeconds = 31_536_000;

/**
 * Answers with what never changes, since its address names a release by its digest: it may be kept for a year (RFC 8246), and who has it is told
 * so with 304 (RFC 9110, 13.1.2). Where callers must say who they are no shared cache may keep it.
 */
export const sendKept = (response: Response, value: object): void => {
  const text = JSON.stringify(value);
  const who = callerOf(response) === undefined ? 'public' : 'private';
  response.set('Cache-Control', `${who}, max-age=${yearSeconds}, immutable`);
  // Weak: the same content may come compressed.
  const tag = `"${sha256(text).slice('sha256:'.length)}"`;
  response.set('ETag', `W/${tag}`);
  if (isAmong(tag, response.req.headers['if-none-match'])) response.status(304).end();
  else response.type('json').send(text);
};

/** Whether `If-None-Match` names a tag (RFC 9110, 8.8.3.2: by the weak comparison). Express passes the header over where `Cache-Control` is there too. */
const isAmong = (tag: string, given: string | undefined): boolean =>
  given !== undefined &&
  given.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
