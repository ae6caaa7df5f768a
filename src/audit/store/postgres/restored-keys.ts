import { isDecision, type LogLine } from '../../record/log-line.js';
import type { Digest } from '../../record/canonical.js';
import { arrayText, type KeyRow } from './group-statement.js';

/**
 * The keys under which records to restore were made, each as it was used last: a key whose life was over may have been used again. Records
 * that were made together were decided at one instant.
 */
export const lastUses = (records: readonly LogLine[]): readonly KeyRow[] => {
  const uses = new Map<Digest, KeyRow>();
  for (const { body } of records.filter(isDecision)) {
    if (body.once === undefined) continue;
    const { key } = body.once;
    const use = { key, madeAt: body.decidedAt, ids: [body.id] };
    const known = uses.get(key);
    const laterMs = known === undefined ? 1 : Date.parse(use.madeAt) - Date.parse(known.madeAt);
    if (known === undefined || laterMs > 0) uses.set(key, use);
    else if (laterMs === 0) uses.set(key, { ...known, ids: [...known.ids, body.id] });
  }
  return [...uses.values()];
};

/** Keeps uses of keys: a later one goes before an earlier one, and what was made together adds up over several statements. */
export const restoreKeys = (
  uses: readonly KeyRow[],
): { readonly text: string; readonly values: readonly unknown[] } => ({
  text: `
INSERT INTO clausebook.once AS kept (key, made_at, ids)
SELECT key, made_at, ids::text[]
FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS fresh (key, made_at, ids)
ON CONFLICT (key) DO UPDATE SET
  made_at = excluded.made_at,
  ids = CASE WHEN kept.made_at = excluded.made_at THEN kept.ids || excluded.ids ELSE excluded.ids END
WHERE kept.made_at <= excluded.made_at`,
  values: [
    uses.map(({ key }) => key),
    uses.map(({ madeAt }) => madeAt),
    uses.map(({ ids }) => arrayText(ids)),
  ],
});
