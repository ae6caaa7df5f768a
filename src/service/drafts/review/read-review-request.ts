import { maximumReason, maximumText } from '../../../wire/limits.js';
import { readBy, type ReadRequest } from '../read-draft-request.js';

const closed = { additionalProperties: false } as const;
const content = { type: 'string', minLength: 1, maxLength: 128 } as const;
const by = { type: 'string', minLength: 1, maxLength: maximumText, pattern: '\\S' } as const;
const words = { type: 'string', minLength: 1, maxLength: maximumReason, pattern: '\\S' } as const;

/** What somebody says of the content of a draft that they saw. */
export interface Said {
  readonly kind: 'proposed' | 'approved' | 'sent-back';
  readonly content: string;
  readonly words: string | null;
  /** A typed name, where nobody has to say who asks. */
  readonly by: string | undefined;
}

/** Reads `{ content, reason, by? }`. */
export const readProposal = (body: unknown): ReadRequest<Said> => {
  const properties = { content, reason: words, by } as const;
  const schema = { type: 'object', properties, required: ['content', 'reason'], ...closed } as const;
  const read = readBy(schema, body);
  if (read.code !== 'read') return read;
  const { value } = read;
  const said = { kind: 'proposed', content: value.content, words: value.reason.trim() } as const;
  return { code: 'read', value: { ...said, by: value.by?.trim() } };
};

/** Reads `{ content, verdict, words?, by? }`; who sends back says what is to be mended. */
export const readVerdict = (body: unknown): ReadRequest<Said> => {
  const verdict = { type: 'string', enum: ['approved', 'sent-back'] } as const;
  const properties = { content, verdict, words, by } as const;
  const schema = { type: 'object', properties, required: ['content', 'verdict'], ...closed } as const;
  const read = readBy(schema, body);
  if (read.code !== 'read') return read;
  const { value } = read;
  if (value.verdict === 'sent-back' && value.words === undefined) {
    const message = 'Say in `words` what is to be mended.';
    return { code: 'invalid-request', errors: [{ pointer: '/words', code: 'missing-member', message }] };
  }
  const said = { kind: value.verdict, content: value.content, words: value.words?.trim() ?? null };
  return { code: 'read', value: { ...said, by: value.by?.trim() } };
};

/** Reads `{ content }`. */
export const readMeant = (body: unknown): ReadRequest<string> => {
  const read = readBy(
    { type: 'object', properties: { content }, required: ['content'], ...closed } as const,
    body,
  );
  return read.code === 'read' ? { code: 'read', value: read.value.content } : read;
};
