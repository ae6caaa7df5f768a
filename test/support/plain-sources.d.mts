/** Where what is made of a source is kept. */
export const placeOf: (source: string) => string;
/** Sees to it that the whole product can be run, without hooks, from where its plain sources are kept. */
export const refreshProduct: () => void;
