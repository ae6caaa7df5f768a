import type { Failure } from '../failure.js';

/**
 * The answer to a line of a stream, which says which one.
 * @param text a JSON object of one member or more
 * @param line counted from 1, blank lines too
 */
export const answerOnLine = (text: string, line: number): string => `{"line":${line},${text.slice(1)}\n`;

/** What is wrong with a line of a stream: a place in it is told by the line of the stream, its column and offset by the line's own. */
export const failureOnLine = (failure: Failure, line: number): Failure =>
  failure.code === 'not-json' ? { ...failure, place: { ...failure.place, line } } : failure;
