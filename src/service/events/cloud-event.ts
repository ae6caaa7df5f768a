import { isChoice, isDecision, isStub, type StoredEvent, type Stub } from '../../audit/record/log-line.js';
import { reasonOf, type StoredChoice } from '../../audit/record/choice.js';
import { openMetadata } from '../../audit/record/metadata.js';
import { openFacts } from '../../audit/record/opening.js';
import type { StoredRecord } from '../../audit/record/record.js';
import { recordsOf } from '../../audit/removal/removal.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { entryDigest } from '../../audit/registry/registry-entry.js';
import type { EventType } from '../../wire/event-types.js';
import type { ChoiceRecorded, CloudEvent, DecisionRecorded } from '../../wire/events.js';
import type { JsonObject } from '../../wire/parts.js';
import type { Happening } from './event-reading.js';

/** The type of what happened. */
export const typeOf = (happening: Happening): EventType => {
  if (happening.kind === 'entry') return `clausebook.release.${happening.entry.kind}`;
  const { line } = happening;
  if (isStub(line)) return 'clausebook.decision.dropped';
  if (isDecision(line)) return 'clausebook.decision.recorded';
  if (isChoice(line)) return 'clausebook.choice.recorded';
  return line.body.event.kind === 'erasure' ? 'clausebook.values.erased' : 'clausebook.records.dropped';
};

/**
 * What happened as an event of CloudEvents 1.0: the same, with the same id, whenever it is told. Personal values, and who asked, are in it only
 * where `values` says so, as far as they are still kept and open.
 */
export const cloudEventOf = (happening: Happening, values: boolean): CloudEvent => {
  const type = typeOf(happening);
  if (happening.kind === 'entry')
    return { ...headOf('registry', type), ...entryEvent(happening.place, happening.entry) };
  const { line } = happening;
  const head = headOf('log', type);
  if (isStub(line)) return { ...head, ...droppedEvent(line) };
  if (isChoice(line)) return { ...head, ...choiceEvent(line, values) };
  if (!isDecision(line)) return { ...head, ...removalEvent(line) };
  const { id, decidedAt } = line.body;
  return { ...head, id, time: decidedAt, data: recordedData(line, values) };
};

const headOf = (source: 'log' | 'registry', type: EventType) =>
  ({
    specversion: '1.0',
    source: `urn:clausebook:${source}`,
    type,
    datacontenttype: 'application/json',
  }) as const;

type Rest = Pick<CloudEvent, 'id' | 'time' | 'data'>;

interface Placed {
  readonly chain?: string;
  readonly sequence: number;
}

const placeOf = ({ chain, sequence }: Placed, hash: string) => ({
  ...(chain === undefined ? {} : { chain }),
  sequence,
  hash,
});

const recordedData = (record: StoredRecord, values: boolean): DecisionRecorded => {
  const { body, hash } = record;
  const { inputs, decision } = body;
  return {
    id: body.id,
    decision: decision.decision,
    outcome: decision.outcome,
    effects: decision.effects,
    asOf: inputs.asOf,
    decidedAt: body.decidedAt,
    ...(body.holdsUntil === undefined ? {} : { holdsUntil: body.holdsUntil }),
    edition: inputs.edition,
    rules: decision.standing,
    clauses: body.cites,
    ...(inputs.with === undefined ? {} : { with: inputs.with }),
    record: placeOf(body, hash),
    ...(values ? valuesOf(record) : {}),
  };
};

const valuesOf = (
  record: StoredRecord,
): Pick<DecisionRecorded, 'subject' | 'facts' | 'missing' | 'asked' | 'metadata'> => {
  const { facts, subject = null, missing } = openFacts(record);
  const metadata = openMetadata(record);
  const { asked } = record.body;
  return {
    subject,
    facts: facts as JsonObject, // as they came, in JSON
    ...(missing.length === 0 ? {} : { missing }),
    ...(asked === undefined ? {} : { asked }),
    ...(metadata === undefined ? {} : { metadata }),
  };
};

/** The id of the record was that of its decision: this is another event. */
const droppedEvent = (stub: Stub): Rest => ({
  id: `${stub.id}/dropped`,
  data: { id: stub.id, event: stub.dropped, record: placeOf(stub, stub.hash) },
});

const choiceEvent = (choice: StoredChoice, values: boolean): Rest => {
  const { body, hash } = choice;
  const { decision, chosen, amount, effects, instead } = body.inputs;
  const data: ChoiceRecorded = {
    id: body.id,
    decision: decision.id,
    chosen,
    ...(amount === undefined ? {} : { amount }),
    ...(effects === undefined ? {} : { effects }),
    ...(instead === undefined ? {} : { instead }),
    chosenAt: body.chosenAt,
    record: placeOf(body, hash),
    ...(values ? { reason: reasonOf(choice) ?? null } : {}),
    ...(values && body.asked !== undefined ? { asked: body.asked } : {}),
  };
  return { id: body.id, time: body.chosenAt, data };
};

const removalEvent = ({ body, hash }: StoredEvent): Rest => {
  const { id, at, by, event } = body;
  const about = { event: id, by, reason: event.reason, record: placeOf(body, hash) };
  const data =
    event.kind === 'erasure'
      ? { ...about, decisions: event.records.map(({ id: erased, pointers }) => ({ id: erased, pointers })) }
      : { ...about, before: event.before, records: recordsOf(event) };
  return { id, time: at, data };
};

const entryEvent = (place: number, entry: RegistryEntry): Rest => {
  const { kind, document, revision, digest, effectiveFrom, author, reviewers, reason, at } = entry;
  const edition = { document, revision, digest };
  return {
    id: entryDigest(entry),
    time: at,
    data: { kind, edition, effectiveFrom, author, reviewers, reason, entry: place },
  };
};
