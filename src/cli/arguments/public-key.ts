import type { PublishedKey } from '../../audit/chain/signing-key.js';
import {
  readSigningKeyFile,
  SigningKeyFileError,
  signingKeyFile,
} from '../../audit/chain/signing-key-file.js';
import { CouldNot, type Arguments, type Shell } from '../shell/command.js';
import { dataDirectory } from './open-source.js';

/** The public part of the key that signs a log's checkpoints. Throws {@link CouldNot}. */
export const publicKey = async (args: Arguments, shell: Shell): Promise<PublishedKey> => {
  const file =
    args.text('signing-key') ?? shell.settings.signingKey ?? signingKeyFile(dataDirectory(args, shell));
  try {
    return (await readSigningKeyFile(file)).published;
  } catch (cause) {
    if (!(cause instanceof SigningKeyFileError)) throw cause;
    throw new CouldNot(`${cause.message} A service makes one in its data directory at its first start.`, {
      cause,
    });
  }
};
