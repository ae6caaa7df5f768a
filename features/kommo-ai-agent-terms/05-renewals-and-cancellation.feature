Feature: 5. Renewals and cancellation
  What a request to cancel renewal does, and what it leaves alone.

  Background:
    Given the subscription is active and paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00

  @5.2
  Scenario Outline: Renewal may be cancelled by <method>
    When the customer asks by <method> at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-05-31 00:00 UTC
    And it rests on clause 5.2
    And nothing is left to choice

    Examples:
      | method            |
      | billing-interface |
      | approved-method   |

  @5.2 @R20
  Scenario: A request by a way that Kommo has not approved is refused
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is refused
    And it rests on clause 5.2
    And reading R20 is applied

  @5.2 @R20
  Scenario: The same request by an approved method is accepted
    When the customer asks by approved-method at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted

  @5.2
  Scenario: Law that requires another way to be accepted prevails
    Given law requires it under "consumer act 312"
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-05-31 00:00 UTC

  @5.2
  Scenario: Law that does not require another way leaves the refusal
    Given law does not require it
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is refused

  @5.2
  Scenario Outline: Renewal may be cancelled at any time, whatever the subscription: <status>, <payment>
    Given the subscription is <status> and <payment>
    When the customer asks by billing-interface at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-05-31 00:00 UTC

    Examples:
      | status     | payment  |
      | active     | not paid |
      | trial      | not paid |
      | expired    | not paid |
      | cancelled  | paid     |
      | suspended  | not paid |
      | terminated | not paid |
      | inactive   | not paid |

  @5.2 @13.2
  Scenario Outline: Renewal may be cancelled while access is <status>
    Given access is <status>
    When the customer asks by billing-interface at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted

    Examples:
      | status     |
      | throttled  |
      | restricted |
      | suspended  |
      | disabled   |
      | terminated |

  @5.2 @R21
  Scenario Outline: A request comes in time until the last period's end: <when>
    When the customer asks by billing-interface at <when> to cancel renewal
    Then the answer is <answer>

    Examples:
      | when                        | answer            |
      | 2026-04-30 12:00 UTC        | accepted          |
      | 2026-05-01 00:00 UTC        | accepted          |
      | 2026-05-30 23:59:59.999 UTC | accepted          |
      | 2026-05-31 00:00 UTC        | already-cancelled |
      | 2026-05-31 00:00:00.001 UTC | already-cancelled |
      | 2026-05-31 01:59:59.999 +02:00 | accepted       |
      | 2026-05-31 02:00 +02:00     | already-cancelled |

  @5.2
  Scenario Outline: A renewal that was cancelled before is not cancelled again: <when>
    Given renewal was cancelled at 2026-05-10 12:00 UTC
    When the customer asks by billing-interface at <when> to cancel renewal
    Then the answer is <answer>

    # What the facts date after the instant has not happened yet.
    Examples:
      | when                        | answer            |
      | 2026-05-10 11:59:59.999 UTC | accepted          |
      | 2026-05-10 12:00 UTC        | already-cancelled |
      | 2026-05-10 12:00:00.001 UTC | already-cancelled |
      | 2026-05-15 12:00 UTC        | already-cancelled |

  @5.2
  Scenario: A package that does not renew has nothing to cancel
    Given the package does not renew automatically
    When the customer asks by billing-interface at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled

  @5.2
  Scenario Outline: Where nothing is left to renew, the way of asking does not matter: <method>
    Given renewal was cancelled at 2026-05-10 12:00 UTC
    When the customer asks by <method> at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled

    Examples:
      | method            |
      | billing-interface |
      | approved-method   |
      | other             |

  @5.2
  Scenario: Where nothing is left to renew, law that would have the request accepted changes nothing
    Given the package does not renew automatically
    And law requires it under "consumer act 312"
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled

  # Twelve periods from 1 May 2026 end on 26 April 2027; the current one on 29 August 2026.
  @5.2
  Scenario: The current and the prepaid later periods run on unchanged
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2027-04-26 00:00 UTC

  # Three paid periods from 1 May 2026 end on 30 July 2026.
  @5.2
  Scenario: Renewal stops at the end of the last period that is paid for
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 3 periods are paid for
    When the customer asks by billing-interface at 2026-06-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-07-30 00:00 UTC

  # Three periods from 1 October 2026 00:00 +02:00 are 90 x 24 h: 29 December 2026 22:00 UTC, 23:00 +01:00.
  @5.2 @1.7
  Scenario: Daylight saving does not move the instant at which renewal stops
    Given a prepaid package of 3 periods from 2026-10-01 00:00 +02:00 for EUR 300.00
    When the customer asks by billing-interface at 2026-11-15 12:00 +01:00 to cancel renewal
    Then renewal stops at 2026-12-29 23:00 +01:00

  @5.2 @1.7
  Scenario: A leap day does not move the instant at which renewal stops
    Given a package of one period from 2028-02-29 12:00 UTC for USD 50.00
    When the customer asks by billing-interface at 2028-03-01 00:00 UTC to cancel renewal
    Then renewal stops at 2028-03-30 12:00 UTC

  @5.2 @4.5
  Scenario Outline: Cancellation neither pauses, rewinds nor restarts the current period: <when>
    Given 400 of 1,000 credits are consumed
    And renewal was cancelled at 2026-05-10 12:00 UTC
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And the period ends at 2026-05-31 00:00 UTC
    And <kept> credits are kept, 0 roll over and <expired> expire

    Examples:
      | when                        | answer | kept | expired |
      | 2026-05-10 12:00 UTC        | keep   | 600  | 0       |
      | 2026-05-30 23:59:59.999 UTC | keep   | 600  | 0       |
      | 2026-05-31 00:00 UTC        | expire | 0    | 600     |

  @5.2 @4.2
  Scenario: After cancellation of renewal the current period may be used as before
    Given 400 of 1,000 credits are consumed
    And renewal was cancelled at 2026-05-10 12:00 UTC
    When 5 units of ai-reply are used at 2026-05-30 23:59:59.999 UTC
    Then the answer is consume
    And 5 credits are taken and 595 are left

  @5.3
  Scenario: Cancellation does not reinstate expired credits
    Given 400 of 1,000 credits are consumed
    And renewal was cancelled at 2026-05-10 12:00 UTC
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @5.3 @6.3
  Scenario: With a cancellation goes word whether a refund may apply: prepaid future periods
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And a refund may apply

  @5.3 @6.2
  Scenario: With a cancellation goes word whether a refund may apply: a single period
    When the customer asks by billing-interface at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And no refund may apply

  # Period 11 runs from 27 March to 26 April 2027.
  @5.3 @6.3
  Scenario Outline: A refund may apply as long as a paid period has not started: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks by billing-interface at <when> to cancel renewal
    Then the answer is accepted
    And <refund>

    Examples:
      | when                        | refund              |
      | 2027-03-26 23:59:59.999 UTC | a refund may apply  |
      | 2027-03-27 00:00 UTC        | no refund may apply |

  @5.3 @6.3
  Scenario: No refund may apply for a free package
    Given a free package of 12 periods from 2026-05-01 00:00 UTC
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And no refund may apply

  @5.3 @6.3
  Scenario: No refund may apply for periods that were never paid for
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 3 periods are paid for
    When the customer asks by billing-interface at 2026-07-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And no refund may apply

  @5.3
  Scenario: Cancellation by itself gives no refund
    When the customer asks for a refund on the ground of cancellation at 2026-05-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause 5.3

  @5.3 @6.3
  Scenario: Cancellation does not take what 6.3 gives
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of cancellation at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And clause 5.3 is overridden

  @5.3
  Scenario: Law may give a refund on cancellation
    Given law requires a refund of USD 25.00 under "consumer act 312"
    When the customer asks for a refund on the ground of cancellation at 2026-05-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 25.00 for 0 periods
