import type { FeatureSources } from '../../../src/scenarios/compile-features.js';

/** The phrases of the library's scenarios. */
export const phrases = `parameters:
  card: [valid, expired]
phrases:
  - phrase: an item worth {money} handed out at {instant}
    sets: { copy.price: $1, loan.handedOutAt: $2 }
  - phrase: it comes back at {instant}
    sets: { loan.returnedAt: $1 }
  - phrase: a card that is {card}
    sets: { member.card: $1 }
  - phrase: a plea of {word}
    adds: { hardship: { kind: $1, proven: true } }
  - phrase: the fee is asked for at {instant}
    asOf: $1
    asks: fee
  - phrase: the fee is asked for at no time
    asks: fee
  - phrase: the answer is {word}
    expects: { outcome: $1 }
  - phrase: the fee is {money} for {int} day(s)
    expects: { effects.amount: $1, effects.days: $2 }
  - phrase: it rests on clause {clause}
    includes: { clauses: { id: $1 } }
  - phrase: it does not rest on clause {clause}
    excludes: { clauses: { id: $1 } }
  - phrase: '{int} rule(s) gave/give way'
    counts: { overridden: $1 }
  - phrase: the facts are refused as {word}
    refuses: { status: 422, errors: { code: $1 } }
`;

/** Scenarios of section 3 of the library's agreement. */
export const lateItems = `Feature: 3. Late Items

  Background:
    Given an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC

  @3.1
  Scenario Outline: Each day that has started counts: <back>
    Given it comes back at <back>
    When the fee is asked for at 2025-07-01 12:00 UTC
    Then the answer is <answer>
    And the fee is <fee> for <days> days

    Examples:
      | back                        | answer   | fee      | days |
      | 2025-06-22 10:00 UTC        | not-owed | EUR 0.00 | 0    |
      | 2025-06-22 10:00:00.001 UTC | owed     | EUR 0.30 | 1    |

  @3.2 @R2
  Scenario: Proven hardship may be heard
    Given a plea of illness
    When the fee is asked for at 2025-07-01 12:00 UTC
    Then the answer is discretionary
    And it rests on clause 3.2
    And it does not rest on clause 3.1
    And 1 rule gave way

  Scenario: What is not known is refused
    Given the facts
      | path       | value |
      | loan.title | <b>   |
    When the fee is asked for at 2025-07-01 12:00 UTC
    Then the facts are refused as unknown-fact
    Given nothing is said of "loan.title"
    When the fee is asked for at 2025-07-01 12:00 +02:00
    Then the answer has
      | asOf | 2025-07-01T12:00:00+02:00 |
`;

/** The library's scenarios, with other features where a test says so. */
export const librarySources = (feature: string = lateItems, table: string = phrases): FeatureSources => ({
  document: 'library-lending',
  features: [{ uri: 'features/library-lending/03-late.feature', text: feature }],
  phrases: { uri: 'features/library-lending/phrases.yaml', text: table },
});
