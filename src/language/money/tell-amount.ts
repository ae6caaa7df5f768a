import { currencyDigits, withThousands } from '../format-value.js';

/** An exact amount for people: `USD 1,200.00`, `-5 credits`. */
export const tellAmount = (
  amount: bigint,
  { unit, isMoney }: { readonly unit: string; readonly isMoney: boolean },
): string => {
  const sign = amount < 0n ? '-' : '';
  const size = String(amount < 0n ? -amount : amount);
  if (!isMoney) return `${sign}${withThousands(size)} ${unit}`;
  const digits = currencyDigits(unit);
  const padded = size.padStart(digits + 1, '0');
  const whole = withThousands(padded.slice(0, padded.length - digits));
  return `${unit} ${sign}${whole}${digits === 0 ? '' : `.${padded.slice(-digits)}`}`;
};

/** With a plus where it is one: what somebody gains. */
export const tellGain = (
  amount: bigint,
  unit: { readonly unit: string; readonly isMoney: boolean },
): string => (amount > 0n ? `+${tellAmount(amount, unit)}` : tellAmount(amount, unit));
