const shared = new Set([
  'always.yaml',
  'edition.yaml',
  'ledger.yaml',
  'facts.yaml',
  'definitions.yaml',
  'governing.yaml',
  'letters.yaml',
  'parameters.yaml',
  'readings.yaml',
  'reviews.yaml',
  'tables.yaml',
  'functions.yaml',
]);

/** Whether a file of a draft has the rules of a decision, by its name. */
export const hasRules = (name: string): boolean => name.endsWith('.yaml') && !shared.has(name);

/** Whether a file of a draft has scenarios of its own, and is no part of its edition. */
export const hasScenarios = (name: string): boolean => name.endsWith('.feature');

/** Whether a file of a draft can be shown as a form, by its name. */
export const hasForm = (name: string): boolean =>
  hasRules(name) || name === 'parameters.yaml' || name === 'tables.yaml' || name.endsWith('.csv');
