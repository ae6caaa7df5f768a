/** The most items that one list of requests may have. */
export const maximumBatch = 1000;
/** The most decisions that one request may ask for together. */
export const maximumTogether = 20;
/** The most acts that a request may tell. */
export const maximumActs = 100;
/** The most clauses that one request may name as invalid. */
export const maximumInvalid = 100;
/** The most facts that one request may say are left out. */
export const maximumWithout = 500;
/** The longest subject, document, revision or digest in a request, in characters. */
export const maximumText = 512;
/** The longest reason of an erasure or a choice. */
export const maximumReason = 1000;
/** The longest title of a draft. */
export const maximumTitle = 100;

/** The most keys that the metadata of a request may have. */
export const maximumMetadata = 20;
/** What a key of the metadata is. */
export const metadataKey = '^[A-Za-z][A-Za-z0-9_.-]{0,39}$';

/** What a customer may do, by which an edition is accepted. */
export const actKinds = ['assent', 'purchase', 'access', 'use'] as const;
