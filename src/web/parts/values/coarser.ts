/** An instant of RFC 3339 in UTC without its seconds, which say nothing of when somebody changed something. */
export const toMinute = (instant: string): string => instant.replace(/:\d\d(?:\.\d+)?Z$/, ':00Z');

/** The same without the fractions of its second. */
export const toSecond = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z');
