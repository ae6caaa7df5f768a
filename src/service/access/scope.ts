/**
 * What a caller may do: `decide` to decide, preview and ask, `audit` to read decisions, traces, events, checkpoints and metrics, `publish` to
 * bring in editions, `erase` to erase personal values, `draft` to make drafts of editions and try them, `approve` to approve a draft of
 * somebody else or send it back, `choose` to record what a person chose where
 * a decision leaves something to choose.
 */
export const scopes = ['decide', 'audit', 'publish', 'erase', 'draft', 'approve', 'choose'] as const;

/** One of {@link scopes}. */
export type Scope = (typeof scopes)[number];

/** Whether a text names a scope. */
export const isScope = (text: unknown): text is Scope => scopes.some((scope) => scope === text);

/** Who asks. */
export interface Caller {
  /** Stable and not secret: `key:` and a key's id, or `jwt:` and a token's issuer and subject. */
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
}
