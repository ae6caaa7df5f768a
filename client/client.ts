import { OtherEdition, type ProblemDetails } from './problem.js';
import { send, type CallOptions, type ClientOptions } from './send.js';
import { streamLines } from './stream.js';

/** What is asked and answered of each decision of an edition, by its name. */
export type DecisionTypes<Of> = {
  readonly [Name in keyof Of]: {
    readonly request: object;
    readonly preview: object;
    readonly answer: object;
  };
};

/** A request in a list or stream, which names its decision. */
export type Item<Of extends DecisionTypes<Of>> = {
  readonly [Name in keyof Of]: { readonly decision: Name } & Of[Name]['request'];
}[keyof Of];

/** The answer to an item: a decision, or the problem that this item has. */
export type ItemAnswer<Answer> =
  | {
      readonly status: number;
      readonly replayed?: true;
      readonly line?: number;
      readonly answer: Answer;
      readonly problem?: never;
    }
  | {
      readonly status: number;
      readonly line?: number;
      readonly answer?: never;
      readonly problem: ProblemDetails;
    };

/** The answer of the decision that an item names. */
export type AnswerOf<Of extends DecisionTypes<Of>, One> = One extends {
  readonly decision: infer Name extends keyof Of;
}
  ? Of[Name]['answer']
  : never;

/** The answers to items, each of the decision that its item names. */
export type ItemAnswers<Of extends DecisionTypes<Of>, Items extends readonly unknown[]> = {
  readonly [Place in keyof Items]: ItemAnswer<AnswerOf<Of, Items[Place]>>;
};

/** The edition that the types are of. */
export interface TypedEdition {
  readonly document: string;
  readonly revision: string;
  readonly digest: string;
}

/** Asks a service for decisions of one edition. */
export interface Client<Of extends DecisionTypes<Of>> {
  /** Decides and records, once: it is sent again under its key where the answer was lost. */
  readonly decide: <Name extends keyof Of & string>(
    decision: Name,
    request: Of[Name]['request'],
    call?: CallOptions,
  ) => Promise<Of[Name]['answer']>;
  /** Decides without a record. */
  readonly preview: <Name extends keyof Of & string>(
    decision: Name,
    request: Of[Name]['preview'],
    call?: Pick<CallOptions, 'signal'>,
  ) => Promise<Of[Name]['answer']>;
  /** Decides and records up to 1000 requests, each on its own; the answers in their order. */
  readonly decideMany: <const Items extends readonly Item<Of>[]>(
    items: Items,
    call?: CallOptions,
  ) => Promise<ItemAnswers<Of, Items>>;
  /** Decides and records any number of requests; yields each answer once it is recorded, in their order. */
  readonly decideStream: <One extends Item<Of>>(
    items: AsyncIterable<One> | Iterable<One>,
    call?: CallOptions,
  ) => AsyncGenerator<ItemAnswer<AnswerOf<Of, One>>, void, undefined>;
  /** A recorded decision, as it was answered. */
  readonly decision: <Name extends keyof Of & string>(
    id: string,
    call?: Pick<CallOptions, 'signal'>,
  ) => Promise<Of[Name]['answer']>;
}

/**
 * A client for one edition. Requests that name no edition are decided by the one that governs in its document; where that is another revision than the
 * types are of, {@link OtherEdition} is thrown.
 */
export const makeClient = <Of extends DecisionTypes<Of>>(
  edition: TypedEdition,
  options: ClientOptions,
): Client<Of> => {
  const ofDocument = (request: object): object => ({
    ...request,
    edition: { document: edition.document, ...('edition' in request ? (request.edition as object) : {}) },
  });
  // What comes is typed by the service's own schemas, once its edition is known to be the one of the types.
  const requireEdition = (value: unknown): void => {
    const { document, revision } = (value as { readonly edition: TypedEdition }).edition;
    if (document !== edition.document || revision !== edition.revision)
      throw new OtherEdition(
        value,
        `${document}/${revision} has decided, and the types are of ${edition.document}/${edition.revision}`,
      );
  };
  const ofEdition = (value: unknown) => {
    requireEdition(value);
    return value as never;
  };
  const itemOf = <Answer>(value: unknown): ItemAnswer<Answer> => {
    const item = value as ItemAnswer<Answer>;
    if (item.answer !== undefined) requireEdition(item.answer);
    return item;
  };
  return {
    decide: async (decision, request, { idempotencyKey = crypto.randomUUID(), signal } = {}) =>
      ofEdition(
        JSON.parse(
          await send(options, {
            method: 'POST',
            path: `/decide/${encodeURIComponent(decision)}`,
            body: JSON.stringify(ofDocument(request)),
            key: idempotencyKey,
            signal,
          }),
        ),
      ),
    preview: async (decision, request, { signal } = {}) =>
      ofEdition(
        JSON.parse(
          await send(options, {
            method: 'POST',
            path: `/preview/${encodeURIComponent(decision)}`,
            body: JSON.stringify(ofDocument(request)),
            signal,
          }),
        ),
      ),
    decideMany: async <const Items extends readonly Item<Of>[]>(
      items: Items,
      { idempotencyKey = crypto.randomUUID(), signal }: CallOptions = {},
    ) => {
      const text = await send(options, {
        method: 'POST',
        path: '/decide',
        body: JSON.stringify((items as readonly object[]).map(ofDocument)),
        key: idempotencyKey,
        signal,
      });
      const { answers } = JSON.parse(text) as { readonly answers: readonly unknown[] };
      const told: unknown = answers.map((answer) => itemOf(answer));
      return told as ItemAnswers<Of, Items>;
    },
    decideStream: async function* <One extends Item<Of>>(
      items: AsyncIterable<One> | Iterable<One>,
      call: CallOptions = {},
    ) {
      for await (const line of streamLines(options, mapped(items, ofDocument), call))
        yield itemOf<AnswerOf<Of, One>>(line);
    },
    decision: async (id, { signal } = {}) =>
      ofEdition(
        JSON.parse(
          await send(options, { method: 'GET', path: `/decisions/${encodeURIComponent(id)}`, signal }),
        ),
      ),
  };
};

async function* mapped(
  items: AsyncIterable<object> | Iterable<object>,
  change: (item: object) => object,
): AsyncGenerator<object, void, undefined> {
  for await (const item of items) yield change(item);
}
