import type { Modality, RuleInvalid } from '../model/rule-set.js';
import type { WrittenShape } from './written.js';

/** An effect that a rule set declares. */
export interface WrittenEffect extends WrittenShape {
  readonly nullable?: boolean;
  readonly customer?: 'gains' | 'pays';
  readonly unit?: string;
  readonly default: string;
  readonly merge: 'equal' | 'union' | 'sum' | { readonly strongest: readonly string[] };
}

/** A condition in json-rules-engine's format. */
export type WrittenCondition =
  | { readonly all: readonly WrittenCondition[] }
  | { readonly any: readonly WrittenCondition[] }
  | { readonly not: WrittenCondition }
  | WrittenComparison;

/** A comparison of a name with a literal, a list of literals, or another name. */
export interface WrittenComparison {
  readonly fact: string;
  readonly operator: string;
  readonly value:
    string | number | boolean | readonly (string | number | boolean)[] | { readonly fact: string };
}

/** A rule. */
export interface WrittenRule {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly modality: Modality;
  readonly when: 'always' | WrittenCondition;
  readonly then: WrittenConsequence;
  readonly invalid?: RuleInvalid;
  readonly overrides?: readonly string[];
  readonly readings?: readonly string[];
}

/** What a rule comes to. */
export interface WrittenConsequence {
  readonly outcome: string;
  readonly effects?: Readonly<Record<string, string>>;
  readonly because: string;
  readonly discretion?: WrittenDiscretion;
}

/** What a rule leaves to choice. */
export interface WrittenDiscretion {
  readonly decider: string;
  readonly choices: readonly string[];
  readonly recommended: string;
  readonly upTo?: string;
  readonly policy: string;
}
