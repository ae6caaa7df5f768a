import { parseCheckpoint, type Checkpoint } from '../../audit/chain/checkpoint.js';
import {
  openSigningKey,
  readSigningKeyFile,
  SigningKeyFileError,
  signingKeyFile,
} from '../../audit/chain/signing-key-file.js';
import {
  readVerifyingKeys,
  UnusableKeyError,
  type PublishedKey,
  type SigningKey,
  type VerifyingKey,
} from '../../audit/chain/signing-key.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { readIfThere, readNamed } from '../shell/read-named.js';

interface NamedSigningKey {
  readonly data: string;
  readonly signingKey: string | undefined;
}

const usable = async <Key>(key: Promise<Key>, remedy = ''): Promise<Key> =>
  key.catch((cause: unknown) => {
    throw cause instanceof SigningKeyFileError ? new CouldNot(`${cause.message}${remedy}`, { cause }) : cause;
  });

/** The key that signs for a call, made in the data directory where there is none. Throws {@link CouldNot}. */
export const signingKeyOf = ({ data, signingKey }: NamedSigningKey): Promise<SigningKey> =>
  usable(signingKey === undefined ? openSigningKey(data) : readSigningKeyFile(signingKey));

/** The public part of the key that signs a log's checkpoints. Throws {@link CouldNot}. */
export const publicKey = async ({ data, signingKey }: NamedSigningKey): Promise<PublishedKey> => {
  const reading = readSigningKeyFile(signingKey ?? signingKeyFile(data));
  return (await usable(reading, ' A service makes one in its data directory at its first start.')).published;
};

/** The keys whose signatures count: those of a file, else the one of the data directory; none where there is none. */
export const trustedKeys = async (
  file: string | undefined,
  { data }: { readonly data: string },
): Promise<readonly VerifyingKey[]> => {
  const written = file === undefined ? await readIfThere(signingKeyFile(data)) : await readNamed(file);
  if (written === undefined) return [];
  try {
    return readVerifyingKeys(written);
  } catch (cause) {
    if (cause instanceof UnusableKeyError)
      throw new WrongUse(`\`${file ?? signingKeyFile(data)}\`: ${cause.message}`);
    throw cause;
  }
};

/** What may hold checkpoints: one, a list, what `GET /checkpoints` answers. */
const checkpointsIn = (json: unknown): readonly (Checkpoint | undefined)[] => {
  if (Array.isArray(json)) return json.flatMap(checkpointsIn);
  if (typeof json === 'object' && json !== null && 'items' in json) return checkpointsIn(json.items);
  return [parseCheckpoint(json)];
};

/** Reads the checkpoints that an auditor kept. Throws {@link WrongUse} where a file holds something else. */
export const readCheckpoints = async (file: string): Promise<readonly Checkpoint[]> => {
  const written = await readNamed(file);
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    throw new WrongUse(`\`${file}\` is not JSON.`);
  }
  const found = checkpointsIn(json);
  const checkpoints = found.filter((checkpoint) => checkpoint !== undefined);
  if (checkpoints.length < found.length || found.length === 0)
    throw new WrongUse(
      `\`${file}\` holds no checkpoints: give one as \`GET /checkpoints\` answers it, or all of them.`,
    );
  return checkpoints;
};
