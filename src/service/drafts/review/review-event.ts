import type { Digest } from '../../../language/canonical.js';

/** What somebody said of a draft: that it is ready to be published, that they approve it, or that it needs more work. */
export interface ReviewEvent {
  readonly kind: 'proposed' | 'approved' | 'sent-back';
  /** {@link Caller.id} of who said it; a typed name where nobody has to say who asks. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The content that was meant (`contentOf`). */
  readonly content: Digest;
  /** Why it is to be released, or what is to be mended; an approval may go without. */
  readonly words: string | null;
}
