import { NotLoadableError } from '../../language/late.js';
import type { Edition } from '../../edition/model/edition.js';

/** The content that is kept of a release is not that release's: it was altered, or does not load any more. Nothing of it may be told. */
export class AlteredReleaseError extends Error {
  override readonly name = 'AlteredReleaseError';
  readonly code = 'altered-release';
  /** Of the release that was asked for. */
  readonly digest: string;

  constructor(digest: string, cause?: unknown) {
    super(`altered-release: what is kept as ${digest} is another content. Bring it back from a copy.`, {
      cause,
    });
    this.digest = digest;
  }
}

/** A release as it was loaded from what is kept. Rejects with `AlteredReleaseError` where that is another content, or none that loads. */
export const genuineRelease = async (digest: string, load: () => Promise<Edition>): Promise<Edition> => {
  let edition: Edition;
  try {
    edition = await load();
  } catch (cause) {
    if (cause instanceof NotLoadableError) throw cause;
    throw new AlteredReleaseError(digest, cause);
  }
  if (edition.identity.digest !== digest) throw new AlteredReleaseError(digest);
  return edition;
};
