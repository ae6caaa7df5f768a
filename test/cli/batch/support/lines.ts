import { lateReturn } from '../../support/call.js';

/** What is read of an answered line. */
export interface AnsweredLine {
  readonly line: number;
  readonly status: number;
  readonly answer?: {
    readonly recorded?: boolean;
    readonly outcome?: string;
    readonly asOf?: string;
    readonly subject?: string | null;
  };
  readonly problem?: {
    readonly code: string;
    readonly detail: string;
    readonly position?: { readonly offset: number; readonly line: number; readonly column: number };
  };
}

/** Lines as a batch prints them. */
export const linesOf = (text: string): readonly AnsweredLine[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AnsweredLine); // as a batch prints it

/** A line that asks what a late return costs. */
export const request = (more: object = {}): string =>
  JSON.stringify({ decision: 'fee', facts: lateReturn, ...more });
