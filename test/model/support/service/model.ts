import { releases } from './world.js';

/** A decision as the model knows it. */
export interface Decided {
  readonly id: string;
  readonly text: string;
  readonly subject: string;
  readonly outcome: string;
  /** RFC 3339. */
  readonly decidedAt: string;
  erased: boolean;
  dropped: boolean;
}

/** What was decided under a key. */
export interface Used {
  readonly request: string;
  readonly decided: Decided;
}

/** All that a service has to remember. */
export class ServiceModel {
  readonly decided: Decided[] = [];
  readonly keys = new Map<string, Used>();
  /** The limits that are published and not withdrawn, as they were published. */
  published: readonly number[] = [];
  /** The limits that were ever published. */
  readonly everPublished = new Set<number>();

  /** From which wind on boats stay; `undefined` where nothing governs. Until something is published the folder governs. */
  get limit(): number | undefined {
    return this.everPublished.size > 0 ? this.published.at(-1) : 9;
  }

  /** The digest of the release that governs, where it is a published one. */
  get digest(): string | undefined {
    return this.limit === undefined ? undefined : releases.get(this.limit)?.identity.digest;
  }

  /** What was decided under a key and is still there. */
  under(key: string | undefined): Used | undefined {
    return key === undefined ? undefined : this.keys.get(key);
  }
}
