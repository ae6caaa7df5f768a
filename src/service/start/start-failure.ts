import { OtherSigningKeyError } from '../../audit/chain/other-signing-key.js';
import { counted } from '../../language/numbers/counted.js';
import {
  BrokenChainError,
  DirectoryHeldError,
  DirectoryUnusableError,
  EarlierLogError,
  LogDamagedError,
  NoLogError,
  tellHolder,
  type Holder,
} from '../../audit/store/failures.js';
import { DatabaseUnusableError, SchemaError } from '../../audit/store/postgres/failures.js';
import { SigningKeyFileError } from '../../audit/chain/signing-key-file.js';
import type { EditionsFailure } from '../../decide/editions/load-editions.js';
import type { AccessFailure } from '../access/open-access.js';
import { tellTwice } from '../../edition/check/edition-twice.js';
import { WitnessUnusableError } from '../../audit/witness/witness.js';
import { WebhooksUnusableError } from '../events/webhooks/webhooks-unusable.js';
import type { ListenResult } from '../http/server.js';

/** Why the service could not start. */
export type StartFailure =
  | Exclude<ListenResult, { readonly code: 'listening' }>
  | AccessFailure
  | EditionsFailure
  | { readonly code: 'data-directory-not-writable'; readonly directory: string; readonly reason: string }
  | { readonly code: 'data-directory-held'; readonly directory: string; readonly holder: Holder | null }
  /** The log of an earlier version is there, which is to be imported. */
  | { readonly code: 'earlier-log'; readonly directory: string }
  | { readonly code: 'no-log'; readonly directory: string }
  | { readonly code: 'log-damaged'; readonly file: string; readonly reason: string }
  | { readonly code: 'log-broken'; readonly at: string; readonly problem: string }
  | { readonly code: 'telemetry-missing'; readonly reason: string }
  | { readonly code: 'webhooks-unusable'; readonly file: string; readonly reason: string }
  | { readonly code: 'witness-unusable'; readonly reason: string }
  | { readonly code: 'database-unusable'; readonly reason: string }
  | { readonly code: 'database-schema-differs'; readonly reason: string }
  | { readonly code: 'signing-key-unusable'; readonly file: string; readonly reason: string }
  /** Other checkpoints of the log are signed by another key, and none by the one that is given. */
  | { readonly code: 'signing-key-differs'; readonly key: string; readonly own: string }
  /** What the registry of releases says can't be served; `failure` says how. */
  | { readonly code: 'registry-unusable'; readonly failure: string; readonly reason: string };

/** The failure that an error of opening the decision log stands for; `undefined` for a defect. */
export const openingFailure = (error: unknown): StartFailure | undefined => {
  if (error instanceof DirectoryHeldError)
    return { code: 'data-directory-held', directory: error.directory, holder: error.holder };
  if (error instanceof DirectoryUnusableError) {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return { code: 'data-directory-not-writable', directory: error.directory, reason };
  }
  if (error instanceof EarlierLogError) return { code: 'earlier-log', directory: error.directory };
  if (error instanceof NoLogError) return { code: 'no-log', directory: error.directory };
  if (error instanceof LogDamagedError) {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return { code: 'log-damaged', file: error.file, reason };
  }
  if (error instanceof BrokenChainError)
    return { code: 'log-broken', at: error.at, problem: error.problem.code };
  if (error instanceof WebhooksUnusableError)
    return { code: 'webhooks-unusable', file: error.file, reason: error.message };
  if (error instanceof WitnessUnusableError) return { code: 'witness-unusable', reason: error.message };
  if (error instanceof DatabaseUnusableError) return { code: 'database-unusable', reason: error.message };
  if (error instanceof SchemaError) return { code: 'database-schema-differs', reason: error.message };
  if (error instanceof OtherSigningKeyError)
    return { code: 'signing-key-differs', key: error.key, own: error.own };
  if (error instanceof SigningKeyFileError)
    return { code: 'signing-key-unusable', file: error.file, reason: error.reason };
  return undefined;
};

/** Why the service could not start, and what to do, in one line. */
export const tellStartFailure = (failure: StartFailure): string => {
  switch (failure.code) {
    case 'port-taken':
      return `port-taken: \`${failure.host}:${failure.port}\` is in use. Take another port, or 0 for any free one.`;
    case 'address-not-available':
      return `address-not-available: cannot listen on \`${failure.host}:${failure.port}\` (${failure.reason}). Take another host or port.`;
    case 'data-directory-not-writable':
      return `data-directory-not-writable: \`${failure.directory}\` cannot be used (${failure.reason}). Make it writable, or name another.`;
    case 'data-directory-held':
      return `data-directory-held: \`${failure.directory}\` is held by ${tellHolder(failure.holder)}. Stop that one, or name another directory.`;
    case 'earlier-log':
      return `earlier-log: \`${failure.directory}\` holds the log of an earlier version, in \`journal/\`. Take it in by \`npx clausebook log import ${failure.directory} --data ${failure.directory}\`, which verifies it and leaves it as it is.`;
    case 'no-log':
      return `no-log: \`${failure.directory}\` is no data directory: it has no log. Name the one that a service records in.`;
    case 'log-damaged':
      return `log-damaged: \`${failure.file}\` can't be read as a log (${failure.reason}). Restore it from a copy; what is left of it may be seen by SQLite's own tools. Where records at its end are lost for good, \`--accept-loss\` starts on what is left of \`log.db-wal\`.`;
    case 'log-broken':
      return `log-broken: ${failure.at}: ${failure.problem}. See \`npx clausebook verify\`, and restore the log from a copy. Where records at its end are lost for good, \`--accept-loss\` starts on what is left.`;
    case 'telemetry-missing':
      return `telemetry-missing: \`@opentelemetry/api\` can't be loaded (${failure.reason}). Install it beside Clausebook, or leave \`--telemetry\` out.`;
    case 'webhooks-unusable':
      return `webhooks-unusable: \`${failure.file}\`: ${failure.reason} See docs/events.md.`;
    case 'witness-unusable':
      return `witness-unusable: ${failure.reason} See docs/receipts.md.`;
    case 'database-unusable':
      return `database-unusable: ${failure.reason} Start the server, or name another database.`;
    case 'database-schema-differs':
      return `database-schema-differs: ${failure.reason} Run the version of Clausebook that made it, or a later one.`;
    case 'signing-key-unusable':
      return `signing-key-unusable: \`${failure.file}\` is no key that can sign (${failure.reason}). Give an Ed25519 private key in PEM (PKCS#8).`;
    case 'signing-key-differs':
      return `signing-key-differs: The checkpoints of the log are signed by the key ${failure.key}, and none by ${failure.own}. Services on one log need one key: give it by \`--signing-key\`, or bring \`signing-key.pem\` back from a copy. Where the key was changed, \`--accept-key\` starts once and signs by the new one.`;
    case 'keys-unusable':
      return `keys-unusable: \`${failure.file}\` cannot be read (${failure.reason}). Mend it, or make keys anew by \`npx clausebook keys make\`.`;
    case 'key-set-unusable':
      return `key-set-unusable: \`${failure.keySet}\` is no JSON Web Key Set (${failure.reason}). Give its URL, or a file that holds it.`;
    case 'authentication-missing':
      return `authentication-missing: \`${failure.host}\` is reached from other machines, and nobody would have to say who asks. Make a key by \`npx clausebook keys make\`, give a key set by \`--jwks\`, or take \`--insecure\`.`;
    case 'registry-unusable':
      return `registry-unusable: ${failure.failure}: ${failure.reason} See \`npx clausebook editions\`. Bring the registry or the release back from a copy, or withdraw the release. Where entries are lost for good, \`--accept-loss\` starts on what is left.`;
    case 'no-edition':
      return `no-edition: \`${failure.directory}\` holds no edition (${failure.reason}). Name the directory of the editions.`;
    case 'edition-twice':
      return `edition-twice: ${tellTwice(failure)}`;
    case 'edition-invalid':
      return `edition-invalid: \`${failure.folder}\` has ${counted(failure.findings, 'finding')}, the first: ${failure.first} See all with \`npx clausebook check\`.`;
  }
};
