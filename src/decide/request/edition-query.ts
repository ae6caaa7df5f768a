/** Which edition is to decide; what is left out is chosen by asOf. */
export interface EditionQuery {
  readonly document?: string;
  readonly revision?: string;
  readonly digest?: string;
  /** Only what had been published by then is looked at; now, where left out. Epoch milliseconds. */
  readonly knownAt?: number;
}
