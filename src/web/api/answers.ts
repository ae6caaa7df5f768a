/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** Which release of an edition decided. */
export interface EditionIdentity {
  readonly document: string;
  readonly revision: string;
  readonly digest: string;
}

/** A decision as `/preview`, `/decide` and `/decisions` answer it. */
export interface DecisionAnswer {
  /** Of a recorded decision. */
  readonly id?: string;
  readonly decision: string;
  /** RFC 3339. */
  readonly asOf: string;
  readonly outcome: string;
  readonly effects: JsonObject;
  readonly discretion: {
    readonly decider: string;
    readonly choices: readonly string[];
    readonly recommended: string;
    readonly upTo?: Json;
    readonly policy: string;
  } | null;
  readonly clauses: readonly {
    readonly id: string;
    readonly rule: string;
    readonly text: string;
    readonly because: string;
  }[];
  readonly overridden: readonly {
    readonly rule: string;
    readonly clauses: readonly string[];
    readonly by: string;
  }[];
  readonly readings: readonly string[];
  readonly assumed: readonly { readonly fact: string; readonly value: Json }[];
  readonly conflict?: readonly string[];
  readonly edition: EditionIdentity;
  readonly subject: string | null;
  /** RFC 3339. */
  readonly decidedAt: string;
}

/** What a condition came to, with the values that it read. */
export type ConditionTrace =
  | { readonly kind: 'always'; readonly result: true }
  | { readonly kind: 'all' | 'any'; readonly result: boolean; readonly of: readonly ConditionTrace[] }
  | { readonly kind: 'not'; readonly result: boolean; readonly of: ConditionTrace }
  | {
      readonly kind: 'comparison';
      readonly fact: string;
      readonly operator: string;
      readonly read: Json;
      readonly compared: Json;
      readonly comparedName?: string;
      readonly result: boolean;
    };

/** How a rule came out. */
export interface RuleTrace {
  readonly rule: string;
  readonly clauses: readonly string[];
  readonly fired: boolean;
  readonly standing: boolean;
  readonly overriddenBy: readonly string[];
  readonly when: ConditionTrace;
  readonly outcome: string;
}

/** How a decision came about. */
export interface Trace {
  /** RFC 3339. */
  readonly asOf: string;
  readonly decision: { readonly decision: string; readonly assumed: DecisionAnswer['assumed'] };
  readonly facts: JsonObject;
  readonly parameters: readonly { readonly name: string; readonly from: string; readonly value: Json }[];
  readonly definitions: readonly {
    readonly term: string;
    readonly expression: string;
    readonly clauses: readonly string[];
    readonly value: Json;
  }[];
  readonly rules: readonly RuleTrace[];
}

/** A trace of a recorded decision. */
export interface RecordedTrace extends Trace {
  readonly edition: EditionIdentity;
  readonly record: { readonly sequence: number; readonly previous: string; readonly hash: string };
  /** Whether evaluating again came to what was recorded, to the byte. */
  readonly reproduced: boolean;
}
