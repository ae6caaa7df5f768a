/** An edition as `GET /editions` lists it. */
export interface EditionSummary {
  readonly document: string;
  readonly revision: string;
  readonly digest: string;
  readonly title: string;
  /** RFC 3339. */
  readonly effectiveFrom: string;
  readonly clauses: number;
  readonly decisions: readonly string[];
}
