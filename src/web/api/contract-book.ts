import type { EditionSummary } from './edition-summary.js';

/** What a clause is for. */
export type Disposition = 'rule' | 'definition' | 'precedence' | 'edition' | 'statement';

/** A clause in the text, with the names of what rests on it. */
export interface BookClause {
  readonly id: string;
  readonly words: string;
  readonly section: number;
  readonly disposition: Disposition | null;
  readonly decisions: readonly string[];
  readonly reason: string | null;
  /** `refund/fees-are-not-refundable`. */
  readonly rules: readonly string[];
  readonly definitions: readonly string[];
  readonly parameters: readonly string[];
  readonly readings: readonly string[];
}

/** A section of the text; number 0 is what stands before the first heading. */
export interface BookSection {
  readonly number: number;
  readonly heading: string;
  readonly clauses: readonly BookClause[];
}

/** The whole text of a contract. */
export interface ContractBook {
  readonly edition: EditionSummary;
  readonly decisions: readonly { readonly decision: string; readonly question: string }[];
  readonly sections: readonly BookSection[];
}

/** What an edition's file says at a place. */
export interface SourceExcerpt {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A rule in words and as it is written. */
export interface RuleBook {
  readonly decision: string;
  readonly id: string;
  readonly clauses: readonly string[];
  readonly modality: 'must' | 'must-not' | 'may';
  readonly force: string;
  readonly outcome: string;
  readonly words: {
    readonly decides: string;
    readonly effects: string | null;
    readonly discretion: string | null;
    readonly goesBefore: string | null;
    readonly givesWayTo: string | null;
    readonly because: string;
  };
  readonly readings: readonly string[];
  readonly source: SourceExcerpt;
}

/** A figure or policy with its dated values, each as a text. */
export interface ParameterBook {
  readonly parameter: string;
  readonly describes: string;
  readonly changedBy: string;
  readonly sample: boolean;
  readonly values: readonly {
    readonly from: string;
    readonly published: string;
    readonly reference: string | null;
    readonly value: string;
  }[];
}

/** How ambiguous words were taken. */
export interface ReadingBook {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly words: string;
  readonly taken: string;
  readonly rejected: string;
  readonly because: string;
  /** Titles. */
  readonly scenarios: readonly string[];
}

/** A clause with all that rests on it. */
export interface ClauseBook {
  readonly id: string;
  readonly words: string;
  readonly section: { readonly number: number; readonly heading: string } | null;
  readonly disposition: Disposition | null;
  readonly decisions: readonly string[];
  readonly reason: string | null;
  readonly rules: readonly RuleBook[];
  readonly definitions: readonly {
    readonly term: string;
    readonly is: string;
    readonly describes: string | null;
    readonly source: SourceExcerpt;
  }[];
  readonly parameters: readonly ParameterBook[];
  readonly readings: readonly ReadingBook[];
}

/** A scenario with how it ended. */
export interface ScenarioBook {
  readonly title: string;
  readonly feature: string;
  readonly at: string;
  readonly proves: readonly string[];
  readonly restsOn: readonly string[];
  readonly passed: boolean;
  readonly failures: readonly string[];
  readonly steps: readonly {
    readonly keyword: string;
    readonly text: string;
    readonly table: readonly (readonly string[])[];
  }[];
}

/** How the scenarios of an edition fare, clause by clause. */
export type ProofBook =
  | { readonly code: 'no-scenarios' }
  | {
      readonly code: 'ran';
      readonly scenarios: number;
      readonly failed: number;
      readonly faults: readonly string[];
      readonly clauses: Readonly<Record<string, ClauseProof>>;
    };

/** `proving`: scenarios tagged with a clause; `deciding`: others in which it decided; `failed`: of both. */
export interface ClauseProof {
  readonly proving: number;
  readonly deciding: number;
  readonly failed: number;
}
