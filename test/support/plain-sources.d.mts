/** Where what is made of a source is kept. */
export const placeOf: (source: string) => string;
