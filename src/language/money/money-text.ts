/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const digitsOf: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

/** How many digits after the point an amount of a currency has. */
export const minorDigitsOf = (currency: string): number => digitsOf[currency] ?? 2;

/** Whether a text is written as the code of a currency is (ISO 4217); which codes there are is not known here. */
export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** An amount as people write it: `USD 1,200.00`. */
export const moneyPattern = /[A-Z]{3} \d{1,3}(?:,?\d{3})*(?:\.\d+)?/;

const whole = new RegExp(`^(?:${moneyPattern.source})$`);

/** Whether a text is written as an amount, whatever digits its currency has. */
export const isMoneyText = (text: string): boolean => whole.test(text);

/** An amount of money that is read, or what to write in its place. */
export type MoneyText =
  | { readonly ok: true; readonly money: { readonly minor: number; readonly currency: string } }
  | { readonly ok: false; readonly hint: string };

/** `USD 1,200.00` as integer minor units; a text of another form, or with other digits after the point than the currency has, is none. */
export const readMoneyText = (text: string): MoneyText => {
  if (!isMoneyText(text)) return { ok: false, hint: 'write the currency before the amount: EUR 1,200.00' };
  const [currency = '', amount = ''] = text.split(' ');
  const digits = minorDigitsOf(currency);
  const [, fraction = ''] = amount.split('.');
  return fraction.length === digits
    ? { ok: true, money: { minor: Number(amount.replaceAll(/[,.]/g, '')), currency } }
    : { ok: false, hint: `write ${currency} with ${digits} digits after the point` };
};
