/** An id of a decision in small letters, or how it begins; shorter ones would be those of days. */
export const idStart = /^[0-9a-f-]{8,36}$/;
