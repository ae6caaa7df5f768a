Feature: 3. Service Credits
  What a missed promise gives, when it must be claimed, and what is the most.

  Background:
    Given a Billing Month from 2026-06-01 00:00 UTC for EUR 200.00
    And no messages were accepted for 90 minutes

  @3.1
  Scenario: A missed promise gives 10 percent of the fee
    When a Service Credit is claimed at 2026-07-10 00:00 UTC
    Then the answer is due
    And EUR 20.00 are credited
    And it rests on clause 3.1

  @3.1
  Scenario: A promise that was kept gives nothing
    Given no messages were accepted for 43 minutes
    When a Service Credit is claimed at 2026-07-10 00:00 UTC
    Then the answer is none
    And EUR 0.00 are credited

  @3.1
  Scenario: A fraction of a minor unit is not credited
    Given a Billing Month from 2026-06-01 00:00 UTC for EUR 199.99
    And no messages were accepted for 90 minutes
    When a Service Credit is claimed at 2026-07-10 00:00 UTC
    Then EUR 19.99 are credited

  @2.3
  Scenario: Who prevented the measurement is credited nothing
    Given no messages were accepted for 500 minutes
    And the customer has prevented the measurement
    When a Service Credit is claimed at 2026-07-10 00:00 UTC
    Then the answer is none

  @3.2 @U1
  Scenario Outline: The greater credit begins below 99 percent: <minutes> minutes
    Given no messages were accepted for <minutes> minutes
    When a Service Credit is claimed at 2026-07-10 00:00 UTC
    Then the answer is due
    And <credit> are credited
    And it rests on clause <clause>

    Examples:
      | minutes | credit    | clause |
      | 432     | EUR 20.00 | 3.1    |
      | 433     | EUR 50.00 | 3.2    |

  @2.2
  Scenario Outline: Nothing is due before the month has ended: <instant>
    When a Service Credit is claimed at <instant>
    Then the answer is <answer>

    Examples:
      | instant                     | answer |
      | 2026-06-30 23:59:59.999 UTC | none   |
      | 2026-07-01 00:00 UTC        | due    |

  @3.3
  Scenario Outline: A claim must come within 30 days after the month: <instant>
    When a Service Credit is claimed at <instant>
    Then the answer is <answer>

    Examples:
      | instant                     | answer |
      | 2026-07-31 00:00 UTC        | due    |
      | 2026-07-31 00:00:00.001 UTC | none   |

  @3.4
  Scenario: A month that is not paid gives no credit
    Given the month is not paid
    When a Service Credit is claimed at 2026-07-10 00:00 UTC
    Then the answer is none
    And it rests on clause 3.4

  @3.5
  Scenario Outline: Credits of a year reach at most the fees of two months: <before> before
    Given <before> were credited before in the year
    When the cap is looked at at 2026-07-10 00:00 UTC
    Then the answer is <answer>
    And <left> are left

    Examples:
      | before     | answer    | left       |
      | EUR 0.00   | open      | EUR 400.00 |
      | EUR 399.99 | open      | EUR 0.01   |
      | EUR 400.00 | exhausted | EUR 0.00   |
      | EUR 401.00 | exhausted | EUR 0.00   |
