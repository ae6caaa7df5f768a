Feature: What the fictitious edition of 2027-01-01 changes
  It was made up for tests: other metering, a shorter time for refunds, a roll-over.

  Background:
    Given the subscription is active and paid
    And a prepaid package of 12 periods from 2027-01-10 00:00 UTC for USD 1,200.00
    And 400 of 1,000 credits are consumed

  @4.2 @4.3
  Scenario Outline: A use is metered by the new tariff: <units> of <functionality>
    When <units> units of <functionality> are used at 2027-01-15 12:00 UTC
    Then the answer is consume
    And <credits> credits are taken
    And it is decided under the revision "2027-01-01"

    Examples:
      | units | functionality       | credits |
      | 1     | ai-reply            | 3       |
      | 1     | ai-summary          | 1       |
      | 31    | voice-transcription | 6       |
      | 11    | knowledge-search    | 2       |

  @6.3
  Scenario Outline: A refund for future periods must be asked for within ninety days: <instant>
    When the customer asks for a refund at <instant>
    Then the answer is <answer>
    And the refund is <amount>

    Examples:
      | instant                     | answer         | amount     |
      | 2027-04-10 00:00 UTC        | refundable     | USD 800.00 |
      | 2027-04-10 00:00:00.001 UTC | not-refundable | USD 0.00   |

  @4.5
  Scenario Outline: Unused credits roll over up to a quarter of those allocated: <consumed> consumed
    Given <consumed> of 1,000 credits are consumed
    When the unused credits are considered at 2027-02-09 00:00 UTC
    Then the answer is roll-over
    And <rolled> credits roll over and <expired> expire

    Examples:
      | consumed | rolled | expired |
      | 400      | 250    | 350     |
      | 750      | 250    | 0       |
      | 751      | 249    | 0       |
      | 1,000    | 0      | 0       |
