import type { DecisionAnswer } from '../../wire/decision.js';

/** Whether a decision leaves something that a person has to choose. */
export const leavesChoice = ({ outcome, discretion }: DecisionAnswer): boolean =>
  outcome === 'unresolved' || discretion !== null;
