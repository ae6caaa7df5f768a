/** The number that a percentage is: 0.19 for `19 %`, exactly; `undefined` for any other text, and one of more than 15 digits. */
export const percentOf = (text: string): number | undefined => {
  const [, number] = /^(-?\d{1,12}(?:\.\d{1,10})?) ?%$/.exec(text) ?? [];
  if (number === undefined || number.replaceAll(/\D/g, '').length > 15) return undefined;
  return Number(`${number}e-2`) || 0;
};

/** A number as a percentage: `19 %`, `0.5 %`. */
export const formatPercent = (value: number): string => {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return `${Number(`${digits}e${Number(exponent) + 2}`)} %`;
};
