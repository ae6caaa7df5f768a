/** What happens that is told. */
export const eventTypes = [
  'clausebook.decision.recorded',
  'clausebook.decision.dropped',
  'clausebook.choice.recorded',
  'clausebook.values.erased',
  'clausebook.records.dropped',
  'clausebook.release.adopted',
  'clausebook.release.published',
  'clausebook.release.withdrawn',
  'clausebook.release.restored',
] as const;
export type EventType = (typeof eventTypes)[number];
