import { number } from '../shell/options.js';

/** How many have to approve what is published, by the command and from a draft of the book. */
export const approvalsOption = (means: string) =>
  number({ value: 'N', means, env: 'approvals', otherwise: 1, min: 0, max: 99 });
