import type { Edition } from '../../edition/model/edition.js';
import type { EffectDeclaration } from '../../edition/model/rule-set.js';
import type { Decision } from '../../engine/evaluation.js';
import { isRecord } from '../../language/values.js';

/** An effect that is an amount: money, or a count. */
export interface Stake {
  readonly effect: string;
  /** What a count counts; `null` for money, whose unit is its currency. */
  readonly unit: string | null;
  /** Whose gain a greater amount is; `null` where the edition does not say. */
  readonly customer: 'gains' | 'pays' | null;
}

/** Who gains by which effects, where a call says it in place of the edition: `refund.amount`. */
export interface Sides {
  readonly gains: readonly string[];
  readonly pays: readonly string[];
}

const asDeclared: Sides = { gains: [], pays: [] };

/** The amounts of each decision of an edition, with whose gain they are as the edition says, where a call says nothing else. */
export const stakesOf = (
  edition: Edition,
  sides: Sides = asDeclared,
): ReadonlyMap<string, readonly Stake[]> =>
  new Map(
    [...edition.decisions].map(([decision, { effects }]) => [
      decision,
      [...effects.values()].flatMap((effect): readonly Stake[] => {
        const kind = amountKind(effect);
        if (kind === null) return [];
        const unit = kind === 'money' ? null : (effect.unit ?? effect.name);
        return [{ effect: effect.name, unit, customer: customerOf(decision, effect, sides) }];
      }),
    ]),
  );

const amountKind = ({ type }: EffectDeclaration): 'money' | 'count' | null => {
  if (type.kind === 'integer') return 'count';
  return type.kind === 'record' && type.name === 'money' ? 'money' : null;
};

const customerOf = (decision: string, effect: EffectDeclaration, sides: Sides): Stake['customer'] => {
  const name = `${decision}.${effect.name}`;
  if (sides.gains.includes(name)) return 'gains';
  return sides.pays.includes(name) ? 'pays' : (effect.customer ?? null);
};

/** By how much one effect of one case changes, in one unit; never zero. */
export interface Movement {
  readonly effect: string;
  /** A currency, or what is counted. */
  readonly unit: string;
  readonly isMoney: boolean;
  /** After less before, in minor units or counted; exact. */
  readonly change: bigint;
  readonly customer: Stake['customer'];
}

/** How the amounts of a case change; an amount that one side does not have is nothing there. */
export const movementsOf = (
  stakes: readonly Stake[],
  before: Decision['effects'],
  after: Decision['effects'],
): readonly Movement[] =>
  stakes.flatMap(({ effect, unit, customer }) => {
    const then = amountOf(before[effect], unit);
    const now = amountOf(after[effect], unit);
    if (then !== null && now !== null && then.unit !== now.unit)
      // Another currency: one amount goes, the other comes.
      return [
        { effect, unit: then.unit, isMoney: unit === null, change: -then.amount, customer },
        { effect, unit: now.unit, isMoney: unit === null, change: now.amount, customer },
      ].filter(({ change }) => change !== 0n);
    const of = now?.unit ?? then?.unit;
    const change = (now?.amount ?? 0n) - (then?.amount ?? 0n);
    return of === undefined || change === 0n
      ? []
      : [{ effect, unit: of, isMoney: unit === null, change, customer }];
  });

const amountOf = (
  value: unknown,
  unit: string | null,
): { readonly unit: string; readonly amount: bigint } | null => {
  if (unit !== null) return Number.isSafeInteger(value) ? { unit, amount: exact(value) } : null;
  if (!isRecord(value)) return null;
  const { minor, currency } = value;
  return typeof currency === 'string' && Number.isSafeInteger(minor)
    ? { unit: currency, amount: exact(minor) }
    : null;
};

const exact = (value: unknown): bigint => BigInt(Number(value));
