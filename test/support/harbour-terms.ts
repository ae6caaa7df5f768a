import { boatHire, type BoatQuestion } from './boat-hire.js';

/** Terms with a rule of each modality, every kind of condition, definitions, parameters, effects and discretion. */
export const harbour = boatHire({
  facts: `
    wind: { type: integer }
    boat: { type: record, fields: { kind: { type: text, values: [dinghy, yacht] }, ready: { type: instant, default: "null" }, price: { type: money } } }
    flags: { type: list, default: "[]", of: { type: text } }
    permit: { type: record, fields: { number: { type: text } } }`,
  listed: '[wind, boat, flags, permit?]',
  definitions: `
    - { term: deposit, clauses: ["1.4"], is: "{ minor: boat.price.minor * 2, currency: boat.price.currency }", describes: Twice the price. }
    - { term: readyAt, clauses: ["1.1"], is: "if boat.ready != null then boat.ready else asOf" }`,
  parameters: `parameters:
  - parameter: limit
    clauses: ['1.2']
    describes: The wind from which it storms.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: 8 }
  - parameter: policy
    clauses: ['1.3']
    describes: What is recommended.
    changedBy: the harbour master
    type: text
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: as it was }
`,
  effects: `
    depositDue: { type: money, nullable: true, merge: equal, default: "null" }
    leavesAt: { type: instant, merge: equal, default: readyAt }
    duties: { type: list, of: { type: text }, merge: union, default: "[]" }`,
  choices: '[let-out, hold]',
  rules: `
    - id: fair
      when: always
      then:
        outcome: goes-out
        effects: { depositDue: deposit, duties: '["pay", "return"]' }
        because: "The {boat.kind} may leave from {readyAt} for {deposit}, in a wind of {wind}."
    - id: storm
      clauses: ["1.2"]
      modality: must-not
      when:
        all:
          - { fact: wind, operator: greaterThanInclusive, value: { fact: limit } }
          - not: { fact: flags, operator: contains, value: calm }
      then: { outcome: stays-in-harbour, because: "A wind of {wind} is a storm." }
      overrides: [fair]
    - id: harbour-master-decides
      clauses: ["1.3", "1.2"]
      modality: may
      when:
        any:
          - { fact: permit.number, operator: present, value: true }
          - { fact: readyAt, operator: greaterThan, value: "2026-12-31T23:59:59Z" }
          - { fact: boat.kind, operator: in, value: [yacht] }
      then:
        outcome: goes-out
        discretion: { decider: the harbour master, choices: [let-out, hold], recommended: '"let-out"', upTo: deposit, policy: policy }
        because: The harbour master lets it out.
      overrides: [storm]`,
});
/** A boat as the facts have it. */
export const boat = { kind: 'dinghy', price: { minor: 123450, currency: 'EUR' } };
/** When its questions are asked. */
export const asOf = '2026-06-01T12:00:00Z';
/** The boat goes out. */
export const fair: BoatQuestion = { facts: { wind: 7, boat }, asOf };
/** It stays in the harbour. */
export const storm: BoatQuestion = { facts: { wind: 8, boat }, asOf };
/** The harbour master may let it out. */
export const permitted: BoatQuestion = { facts: { wind: 9, boat, permit: { number: 'A1' } }, asOf };
