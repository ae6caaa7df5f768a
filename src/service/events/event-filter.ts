import { isDecision } from '../../audit/record/log-line.js';
import { eventTypes, type EventType } from '../../wire/event-types.js';
import { typeOf } from './cloud-event.js';
import type { Happening } from './event-reading.js';

/** Which events are wanted; what is left out takes all. A decision or outcome takes only decisions. */
export interface EventFilter {
  readonly types?: readonly EventType[];
  readonly decisions?: readonly string[];
  readonly outcomes?: readonly string[];
}

/** Whether a text names a type of events. */
export const isEventType = (text: string): text is EventType => eventTypes.some((type) => type === text);

/** Whether an event is wanted. */
export const isWanted = (happening: Happening, { types, decisions, outcomes }: EventFilter): boolean => {
  if (types !== undefined && !types.includes(typeOf(happening))) return false;
  if (decisions === undefined && outcomes === undefined) return true;
  if (happening.kind === 'entry' || !isDecision(happening.line)) return false;
  const { decision, outcome } = happening.line.body.decision;
  return (decisions?.includes(decision) ?? true) && (outcomes?.includes(outcome) ?? true);
};
