import { isDigest, type Digest } from '../../language/canonical.js';
import { isRecord } from '../../language/values.js';
import type { Form } from '../../audit/store/durable-file.js';
import type { ColumnTypes } from '../../sql/columns/named-columns.js';

/** How far a chain of the log is exported. */
export interface ChainCursor {
  /** Empty of the chain without a name. */
  readonly name: string;
  readonly sequence: number;
  /** Of the line at that sequence: another log has another one there. */
  readonly hash: Digest;
}

/** A file that takes its place: from where it was written, `null` where the file goes. Both are below the folder. */
export interface Move {
  readonly from: string | null;
  readonly to: string;
}

/** What is known of an export, beside its files. */
export interface ExportState {
  /** Whether personal values are columns. */
  readonly personal: boolean;
  readonly chains: readonly ChainCursor[];
  /** By decision. */
  readonly columns: ReadonlyMap<string, ColumnTypes>;
  /** What is still to be done for the files to be what the cursors say. */
  readonly pending: readonly Move[];
}

/** The file that holds it. */
export const stateForm: Form<ExportState> = {
  parse: (json) => {
    if (!isRecord(json) || json['is'] !== format || json['format'] !== 1) return undefined;
    const { personal, chains, columns, pending } = json;
    return typeof personal === 'boolean' &&
      isListOf(chains, isCursor) &&
      isRecord(columns) &&
      Object.values(columns).every(isTypes) &&
      isListOf(pending, isMove)
      ? {
          personal,
          chains,
          // Each was looked at.
          columns: new Map(
            Object.entries(columns).map(([decision, types]) => [
              decision,
              new Map(Object.entries(types as Readonly<Record<string, string>>)),
            ]),
          ),
          pending,
        }
      : undefined;
  },
  print: ({ personal, chains, columns, pending }) => ({
    is: format,
    format: 1,
    personal,
    chains,
    columns: Object.fromEntries([...columns].map(([name, types]) => [name, Object.fromEntries(types)])),
    pending,
  }),
};

const format = 'clausebook-columns';

const isListOf = <Item>(value: unknown, isItem: (one: unknown) => one is Item): value is readonly Item[] =>
  Array.isArray(value) && value.every(isItem);

const isCursor = (value: unknown): value is ChainCursor =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  Number.isSafeInteger(value['sequence']) &&
  isDigest(value['hash']);

const isMove = (value: unknown): value is Move =>
  isRecord(value) &&
  typeof value['to'] === 'string' &&
  (value['from'] === null || typeof value['from'] === 'string');

const isTypes = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((type) => typeof type === 'string');
