import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { parse } from 'yaml';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import type { Schema } from '../../../language/schema.js';
import { eventTypes } from '../../../wire/event-types.js';
import { closed, flag, list, oneOf, text } from '../../../wire/parts.js';
import type { EventFilter } from '../event-filter.js';
import { readSecret } from './signature.js';
import { WebhooksUnusableError } from './webhooks-unusable.js';

/** Somebody who is told of events. */
export interface Webhook {
  readonly name: string;
  readonly url: URL;
  /** All sign: while a secret is replaced there are two. */
  readonly keys: readonly Buffer[];
  readonly filter: EventFilter;
  readonly values: boolean;
  /** Where it begins when it is met for the first time. */
  readonly from: 'now' | 'beginning';
}

const names = list(text, { minItems: 1 });

const Webhooks = Type.Object(
  {
    webhooks: list(
      Type.Object(
        {
          name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
          url: text,
          secretFile: text,
          types: Type.Optional(list(oneOf(...eventTypes), { minItems: 1 })),
          decisions: Type.Optional(names),
          outcomes: Type.Optional(names),
          values: Type.Optional(flag),
          from: Type.Optional(oneOf('now', 'beginning')),
          plain: Type.Optional(flag),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  closed,
);
type Written = Static<typeof Webhooks>['webhooks'][number];

const check = makeSchemaCheck(Webhooks as Schema); // of keywords that the check knows

/** Reads who is told, from YAML or JSON, with their secrets. Rejects with {@link WebhooksUnusableError}. */
export const readWebhooks = async (path: string): Promise<readonly Webhook[]> => {
  const refuse = (reason: string, cause?: unknown): WebhooksUnusableError =>
    new WebhooksUnusableError(path, reason, cause);
  let written: unknown;
  try {
    written = parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw refuse(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), cause);
  }
  const [wrong] = check(written);
  if (wrong !== undefined)
    throw refuse(`${wrong.pointer === '' ? '' : `${wrong.pointer}: `}${wrong.message}`);
  const { webhooks } = written as Static<typeof Webhooks>; // checked
  const twice = webhooks.find(({ name }, nth) => webhooks.findIndex((other) => other.name === name) < nth);
  if (twice !== undefined) throw refuse(`\`${twice.name}\` is there twice. Give each a name of its own.`);
  return Promise.all(
    webhooks.map(async (webhook) => {
      const { name, types, decisions, outcomes, values = false, from = 'now' } = webhook;
      const url = urlOf(webhook);
      if (typeof url === 'string') throw refuse(`\`${name}\`: ${url}`);
      const keys = await keysOf(resolve(dirname(path), webhook.secretFile));
      if (typeof keys === 'string') throw refuse(`\`${name}\`: ${keys}`);
      const filter = {
        ...(types === undefined ? {} : { types }),
        ...(decisions === undefined ? {} : { decisions }),
        ...(outcomes === undefined ? {} : { outcomes }),
      };
      return { name, url, keys, filter, values, from };
    }),
  );
};

/** The address, or what is wrong with it. */
const urlOf = ({ url, plain = false }: Written): URL | string => {
  if (!URL.canParse(url)) return `\`${url}\` is no URL.`;
  const read = new URL(url);
  if (read.username !== '' || read.password !== '')
    return 'its URL has a password. Leave it out: what is sent is signed.';
  if (read.protocol === 'https:') return read;
  if (read.protocol !== 'http:') return `\`${url}\` is neither https nor http.`;
  return plain || isLoopback(read.hostname)
    ? read
    : `\`${url}\` is not encrypted. Take https, or say \`plain: true\` where the network is trusted.`;
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** The secrets of a file, one on each line, or what is wrong. */
const keysOf = async (path: string): Promise<readonly Buffer[] | string> => {
  let lines: readonly string[];
  try {
    lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim());
  } catch (cause) {
    return `its secret can't be read: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
  const keys = lines.filter((line) => line !== '').map(readSecret);
  const good = keys.filter((key) => key !== undefined);
  return good.length === keys.length && good.length > 0
    ? good
    : `\`${path}\` has no secret on each line: \`whsec_\` and 24 to 64 bytes in base64.`;
};
