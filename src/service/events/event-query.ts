import type { RequestError } from '../../decide/request/request-error.js';
import { eventTypes } from '../../wire/event-types.js';
import type { Failure } from '../http/failure.js';
import { beginningWord, readCursor, type EventCursor } from './event-cursor.js';
import { isEventType, type EventFilter } from './event-filter.js';

/** The query parameters of `GET /events`; those of the filter may have several values, with commas between. */
export const eventParameters = {
  cursor: `Where to begin: the \`id\` of the last event that was read, or \`${beginningWord}\`; with what happens from now on where left out. \`Last-Event-ID\` goes before it.`,
  type: 'Only events of these types.',
  decision: 'Only decisions of these names.',
  outcome: 'Only decisions with these outcomes.',
  values: '`true`: with personal values, and who asked.',
  follow: '`false`: ends where the log ends now.',
} as const;

/** What is asked of the events. */
export interface EventQuery {
  /** `undefined`: from now on. */
  readonly cursor: EventCursor | undefined;
  readonly filter: EventFilter;
  readonly values: boolean;
  readonly follow: boolean;
}

type Reading =
  | { readonly code: 'read'; readonly value: EventQuery }
  | Extract<Failure, { readonly code: 'invalid-request' }>;

/** What is said of a cursor that points at nothing. */
export const foreignCursor = (name: string): Extract<Failure, { readonly code: 'invalid-request' }> => ({
  code: 'invalid-request',
  errors: [
    {
      pointer: name,
      code: 'not-allowed',
      message: `This cursor is none of this log. Take the \`id\` of an event, or \`${beginningWord}\`.`,
    },
  ],
});

/** Reads what is asked; every parameter that is wrong is named. @param lastEventId the header of that name */
export const readEventQuery = (
  given: Readonly<Record<string, unknown>>,
  lastEventId: string | undefined,
): Reading => {
  const errors: RequestError[] = [];
  const refuse = (name: string, message: string): void => {
    errors.push({ pointer: `?${name}`, code: 'not-allowed', message });
  };
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    refuse(name, `\`${name}\` must be given once, and not be empty.`);
    return undefined;
  };
  const flag = (name: string, otherwise: boolean): boolean => {
    const value = text(name);
    if (value === undefined) return otherwise;
    if (value !== 'true' && value !== 'false') refuse(name, `\`${name}\` must be true or false.`);
    return value === 'true';
  };
  const types = text('type')?.split(',');
  const wrong = types?.find((type) => !isEventType(type));
  if (wrong !== undefined)
    refuse(
      'type',
      `\`${wrong.slice(0, longestTold)}\` is no type of events. There are ${eventTypes.join(', ')}.`,
    );
  const [decisions, outcomes] = [text('decision')?.split(','), text('outcome')?.split(',')];
  const filter: EventFilter = {
    ...(types === undefined ? {} : { types: types.filter(isEventType) }),
    ...(decisions === undefined ? {} : { decisions }),
    ...(outcomes === undefined ? {} : { outcomes }),
  };
  const asked = text('cursor');
  const name = lastEventId ?? asked;
  const cursor = name === undefined ? undefined : readCursor(name);
  if (name !== undefined && cursor === undefined)
    errors.push(...foreignCursor(lastEventId === undefined ? '?cursor' : 'Last-Event-ID').errors);
  const value = { cursor, filter, values: flag('values', false), follow: flag('follow', true) };
  return errors.length === 0 ? { code: 'read', value } : { code: 'invalid-request', errors };
};

/** So much of what was given is told. */
const longestTold = 100;
