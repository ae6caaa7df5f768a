/** An amount of money. */
export interface Money {
  /** Whole minor units of the currency: cents of a dollar, whole yen. */
  readonly minor: number;
  /** ISO 4217, three capitals. */
  readonly currency: string;
}

/** ISO 4217 currencies whose minor unit is not the hundredth, by the decimal digits of their minor unit. */
const exceptions: readonly (readonly [digits: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const digitsByCurrency: ReadonlyMap<string, number> = new Map(
  exceptions.flatMap(([digits, currencies]) => currencies.split(' ').map((currency) => [currency, digits])),
);

/**
 * The decimal digits of a currency's minor unit by ISO 4217: 2 for USD, 0 for JPY, 3 for KWD. A table of its own, since
 * `Intl` follows everyday use (COP and HUF without decimals) and changes with the runtime.
 */
export const currencyDigits = (currency: string): number => digitsByCurrency.get(currency) ?? 2;

/** An amount for people, with its currency's digits: `USD 1,200.00`, `JPY -5`. `minor` is a safe integer. */
export const formatMoney = (amount: Money): string => {
  const digits = currencyDigits(amount.currency);
  const padded = String(Math.abs(amount.minor)).padStart(digits + 1, '0');
  const whole = withThousands(padded.slice(0, padded.length - digits));
  const fraction = digits === 0 ? '' : `.${padded.slice(-digits)}`;
  return `${amount.currency} ${amount.minor < 0 ? '-' : ''}${whole}${fraction}`;
};

/** Digits in groups of three: `1234567` becomes `1,234,567`. */
export const withThousands = (digits: string): string =>
  digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
