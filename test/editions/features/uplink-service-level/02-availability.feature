Feature: 2. Availability
  Whether the promise of a Billing Month was kept.

  Background:
    Given a Billing Month from 2026-06-01 00:00 UTC for EUR 200.00

  @2.1
  Scenario Outline: The promise allows 43 minutes of Downtime: <minutes>
    Given no messages were accepted for <minutes> minutes
    When availability is determined at 2026-07-01 00:00 UTC
    Then the answer is <answer>
    And <minutes> minutes were Downtime
    And it rests on clause 2.1

    Examples:
      | minutes | answer |
      | 0       | kept   |
      | 43      | kept   |
      | 44      | missed |

  @1.3
  Scenario Outline: Announced maintenance is not Downtime, up to 120 minutes: <announced> of <minutes>
    Given no messages were accepted for <minutes> minutes
    And <announced> minutes of them were announced maintenance
    When availability is determined at 2026-07-01 00:00 UTC
    Then the answer is <answer>
    And <downtime> minutes were Downtime

    Examples:
      | minutes | announced | downtime | answer |
      | 120     | 120       | 0        | kept   |
      | 163     | 163       | 43       | kept   |
      | 164     | 164       | 44       | missed |
      | 44      | 0         | 44       | missed |

  @2.2
  Scenario Outline: Availability is determined once the month has ended: <instant>
    Given no messages were accepted for 500 minutes
    When availability is determined at <instant>
    Then the answer is <answer>

    Examples:
      | instant                     | answer       |
      | 2026-06-30 23:59:59.999 UTC | undetermined |
      | 2026-07-01 00:00 UTC        | missed       |

  @2.3
  Scenario: A measurement that the customer prevented counts as kept
    Given no messages were accepted for 500 minutes
    And the customer has prevented the measurement
    When availability is determined at 2026-07-01 00:00 UTC
    Then the answer is kept
    And it rests on clause 2.3

  @4.2
  Scenario: The version governs from its effective instant
    When availability is determined at 2026-07-01 00:00 UTC
    Then it governs as the version in effect

  @4.2
  Scenario: Before its effective instant no version governs
    When availability is determined at 2026-05-31 23:59:59.999 UTC
    Then no version governs
