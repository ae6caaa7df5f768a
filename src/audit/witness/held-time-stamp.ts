/** A time stamp that holds. */
export interface HeldTimeStamp {
  readonly code: 'holds';
  /** RFC 3339: when the server saw the digest. */
  readonly at: string;
  /** Who stamped, as its certificate names it. */
  readonly by: string;
  /** Whether that certificate goes back to one of those that are trusted; only then does the time stamp show anything. */
  readonly isTrusted: boolean;
  /** Why not; empty where it does, or where none was given. */
  readonly untrusted: string;
}
