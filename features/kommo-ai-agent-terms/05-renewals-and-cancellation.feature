Feature: 5. Renewals and cancellation
  When and on which terms a package renews; what a request to cancel renewal does, and what it leaves alone.

  Background:
    Given the subscription is active and paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00

  @5.2
  Scenario Outline: Renewal may be cancelled by <method>
    When the customer asks by <method> at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-05-31 00:00 UTC
    And it rests on clause 5.2
    And it rests on clause 5.3
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
    Given law accepts this way of cancelling under "consumer act 312"
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-05-31 00:00 UTC
    And it rests on clause 5.3
    And rule "cancellation-that-law-accepts" decides

  @5.2
  Scenario Outline: Law that requires another way adds nothing to a way that the terms accept: <method>
    Given law accepts this way of cancelling under "consumer act 312"
    When the customer asks by <method> at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And rule "renewal-is-cancelled" decides
    And rule "cancellation-that-law-accepts" does not decide

    Examples:
      | method            |
      | billing-interface |
      | approved-method   |

  @5.2
  Scenario: Law that does not require another way leaves the refusal
    Given law requires nothing
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
      | 2026-05-31 00:00 UTC        | too-late          |
      | 2026-05-31 00:00:00.001 UTC | too-late          |
      | 2026-05-31 01:59:59.999 +02:00 | accepted       |
      | 2026-05-31 02:00 +02:00     | too-late          |

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
    And law accepts this way of cancelling under "consumer act 312"
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled

  @5.2
  Scenario Outline: Where nothing is left to renew, the answer tells when the package ends: <state>, asked by <method>, <law>
    Given <state>
    And <law>
    When the customer asks by <method> at <when> to cancel renewal
    Then the answer is already-cancelled
    And renewal stops at 2026-05-31 00:00 UTC

    Examples: Cancelled before
      | state                                      | law                                      | method            | when                 |
      | renewal was cancelled at 2026-05-10 12:00 UTC | law requires nothing               | billing-interface | 2026-05-15 12:00 UTC |
      | renewal was cancelled at 2026-05-10 12:00 UTC | law requires nothing               | other             | 2026-05-15 12:00 UTC |
      | renewal was cancelled at 2026-05-10 12:00 UTC | law accepts this way of cancelling under "consumer act 312" | other          | 2026-05-15 12:00 UTC |

    Examples: Not set to renew
      | state                                    | law                                      | method            | when                 |
      | the package does not renew automatically | law requires nothing                  | billing-interface | 2026-05-15 12:00 UTC |
      | the package does not renew automatically | law requires nothing                  | other             | 2026-05-15 12:00 UTC |
      | the package does not renew automatically | law accepts this way of cancelling under "consumer act 312" | other             | 2026-05-15 12:00 UTC |

  @5.2 @R21
  Scenario Outline: From the end of the last period on a request comes too late, whatever the way of asking: <method>, <law>
    Given <law>
    When the customer asks by <method> at 2026-05-31 00:00 UTC to cancel renewal
    Then the answer is too-late
    And no instant stops the renewal
    And reading R21 is applied

    Examples:
      | law                                                         | method            |
      | law requires nothing                                        | billing-interface |
      | law requires nothing                                        | other             |
      | law accepts this way of cancelling under "consumer act 312" | other             |

  @5.2
  Scenario Outline: What was settled before the end is not too late after it: <state>
    Given <state>
    When the customer asks by billing-interface at 2026-06-15 12:00 UTC to cancel renewal
    Then the answer is <answer>

    Examples:
      | state                                                 | answer            |
      | renewal was cancelled at 2026-05-30 23:59:59.999 UTC  | already-cancelled |
      | renewal was cancelled at 2026-05-31 00:00 UTC         | too-late          |
      | the package does not renew automatically              | already-cancelled |

  @5.1 @5.2 @6.3 @R23
  Scenario: A package whose future periods were refunded has no renewal to cancel
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 300.00 was refunded before for the last 3 periods
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled
    And renewal stops at 2027-01-26 00:00 UTC
    And reading R23 is applied

  # Twelve periods from 1 May 2026 end on 26 April 2027; the current one on 29 August 2026.
  @5.2
  Scenario: The current and the prepaid later periods run on unchanged
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2027-04-26 00:00 UTC

  # Twelve periods from 1 May 2026 end on 26 April 2027, three of them paid for or not.
  @5.2 @R24
  Scenario: Renewal stops at the end of the last period, those still to be paid for among them
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 3 periods are paid for
    When the customer asks by billing-interface at 2026-06-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2027-04-26 00:00 UTC
    And reading R24 is applied

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

  # 5 cents over 12: the first five periods are 1 cent each. On 15 August one of them is still to come.
  @5.3 @6.3
  Scenario Outline: A refund may apply where it is of one cent, and not where it is of none: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 0.05
    When the customer asks by billing-interface at <when> to cancel renewal
    Then the answer is accepted
    And <refund>

    Examples:
      | when                 | refund              |
      | 2026-08-15 12:00 UTC | a refund may apply  |
      | 2026-08-29 00:00 UTC | no refund may apply |

  # Whether 6.3 gives something does not depend on whether renewal is cancelled.
  @5.3 @6.3
  Scenario Outline: A refund may apply though there is nothing to cancel or the request is refused: <state>, <method>, <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 0.05
    And <state>
    When the customer asks by <method> at <when> to cancel renewal
    Then the answer is <answer>
    And <refund>

    Examples:
      | state                                    | method            | when                 | answer            | refund              |
      | the subscription is active and paid      | other             | 2026-08-15 12:00 UTC | refused           | a refund may apply  |
      | the subscription is active and paid      | other             | 2026-08-29 00:00 UTC | refused           | no refund may apply |
      | the package does not renew automatically | billing-interface | 2026-08-15 12:00 UTC | already-cancelled | a refund may apply  |
      | the package does not renew automatically | billing-interface | 2026-08-29 00:00 UTC | already-cancelled | no refund may apply |

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

  @5.1 @R14
  Scenario: A package renews automatically at the end of its period
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And it renews from 2026-05-31 00:00 UTC for 1 period
    And it rests on clause 5.1
    And reading R14 is applied
    And nothing is left to choice

  @5.1
  Scenario Outline: A renewal falls due at the period's end, not before: <when>
    When the renewal is considered at <when>
    Then <result>

    Examples:
      | when                           | result                                                        |
      | 2026-05-01 00:00 UTC           | the facts are refused at "/package" as renewal-not-yet-due    |
      | 2026-05-30 23:59:59.999 UTC    | the facts are refused at "/package" as renewal-not-yet-due    |
      | 2026-05-31 00:00 UTC           | the answer is renew                                           |
      | 2026-05-31 00:00:00.001 UTC    | the answer is renew                                           |
      | 2026-05-31 01:59:59.999 +02:00 | the facts are refused at "/package" as renewal-not-yet-due    |
      | 2026-05-31 02:00 +02:00        | the answer is renew                                           |

  @5.1
  Scenario Outline: However late it is considered, a renewal starts where the last period ended: <when>
    When the renewal is considered at <when>
    Then the answer is renew
    And it renews from 2026-05-31 00:00 UTC for 1 period

    Examples:
      | when                        |
      | 2026-05-31 00:00:00.001 UTC |
      | 2026-06-29 23:59:59.999 UTC |
      | 2026-06-30 00:00 UTC        |
      | 2027-12-31 23:59:59.999 UTC |

  # Thirty times twenty-four hours each: neither the end of daylight saving nor a leap day moves the renewal.
  @5.1 @1.7
  Scenario Outline: A renewal falls due after thirty times twenty-four hours: begun <start>
    Given a package of one period from <start> for USD 50.00
    When the renewal is considered at <just before>
    Then the facts are refused at "/package" as renewal-not-yet-due
    When the renewal is considered at <end>
    Then the answer is renew
    And it renews from <end> for 1 period

    Examples:
      | start                   | just before                    | end                     |
      | 2026-05-10 15:30 UTC    | 2026-06-09 15:29:59.999 UTC    | 2026-06-09 15:30 UTC    |
      | 2026-10-10 00:00 +02:00 | 2026-11-08 22:59:59.999 +01:00 | 2026-11-08 23:00 +01:00 |
      | 2027-01-31 10:00 UTC    | 2027-03-02 09:59:59.999 UTC    | 2027-03-02 10:00 UTC    |
      | 2028-02-01 00:00 UTC    | 2028-03-01 23:59:59.999 UTC    | 2028-03-02 00:00 UTC    |
      | 2028-02-29 12:00 UTC    | 2028-03-30 11:59:59.999 UTC    | 2028-03-30 12:00 UTC    |

  # Twelve periods from 1 May 2026 end on 26 April 2027.
  @5.1
  Scenario Outline: A prepaid package renews for a whole term at the end of its last period: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the renewal is considered at <when>
    Then <result>

    Examples:
      | when                        | result                                                     |
      | 2026-05-31 00:00 UTC        | the facts are refused at "/package" as renewal-not-yet-due |
      | 2027-04-25 23:59:59.999 UTC | the facts are refused at "/package" as renewal-not-yet-due |
      | 2027-04-26 00:00 UTC        | it renews from 2027-04-26 00:00 UTC for 12 periods         |
      | 2027-06-01 12:00 UTC        | it renews from 2027-04-26 00:00 UTC for 12 periods         |

  # Three paid periods from 1 May 2026 end on 30 July 2026.
  @5.1
  Scenario Outline: A package with periods still to be paid for does not renew, neither at their beginning nor at the end: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 3 periods are paid for
    When the renewal is considered at <when>
    Then <result>

    Examples:
      | when                        | result                                                     |
      | 2026-07-30 00:00 UTC        | the facts are refused at "/package" as renewal-not-yet-due |
      | 2027-04-25 23:59:59.999 UTC | the facts are refused at "/package" as renewal-not-yet-due |
      | 2027-04-26 00:00 UTC        | it does not renew                                          |

  @5.1 @R24
  Scenario: A package with one period still to be paid for does not renew, one that is paid for does
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And only the first 11 periods are paid for
    When the renewal is considered at 2027-04-26 00:00 UTC
    Then the answer is do-not-renew
    And reading R24 is applied
    Given only the first 12 periods are paid for
    When the renewal is considered at 2027-04-26 00:00 UTC
    Then the answer is renew

  @5.1 @6.3 @R23
  Scenario: A package whose future periods were refunded does not renew at the end of those before them
    # The first 9 of 12 periods: 2026-05-01 and 270 days.
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 300.00 was refunded before for the last 3 periods
    When the renewal is considered at 2027-01-25 23:59:59.999 UTC
    Then the facts are refused at "/package" as renewal-not-yet-due
    When the renewal is considered at 2027-01-26 00:00 UTC
    Then the answer is do-not-renew
    And reading R23 is applied
    And it does not renew

  @2.1 @5.1
  Scenario Outline: The subscription at the end of the last period decides a renewal that runs late: expired at <expired>
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And the subscription was active and paid from 2026-01-01 00:00 UTC, expired from <expired>, and is active again from 2026-06-10 00:00 UTC
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | expired                     | answer       |
      | 2026-05-20 00:00 UTC        | do-not-renew |
      | 2026-05-31 00:00 UTC        | do-not-renew |
      | 2026-05-31 00:00:00.001 UTC | renew        |

  @5.1 @13.2 @R14
  Scenario Outline: Access at the end of the last period decides a renewal that runs late: suspended at <suspended>
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And access was open from 2026-01-01 00:00 UTC, suspended from <suspended>, and is open again from 2026-06-10 00:00 UTC
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | suspended                   | answer        |
      | 2026-05-31 00:00 UTC        | discretionary |
      | 2026-05-31 00:00:00.001 UTC | renew         |

  @5.1 @1.3
  Scenario: A free package renews as a paid one does
    Given a free package of one period from 2026-05-01 00:00 UTC
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And it renews from 2026-05-31 00:00 UTC for 1 period

  @5.2 @R21
  Scenario Outline: A cancellation stops the renewal where it came before the period's end: <cancelled>
    Given renewal was cancelled at <cancelled>
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>
    And <effect>

    Examples:
      | cancelled                      | answer       | effect                                            |
      | 2026-04-30 12:00 UTC           | do-not-renew | it does not renew                                 |
      | 2026-05-30 23:59:59.999 UTC    | do-not-renew | it does not renew                                 |
      | 2026-05-31 00:00 UTC           | renew        | it renews from 2026-05-31 00:00 UTC for 1 period  |
      | 2026-05-31 00:00:00.001 UTC    | renew        | it renews from 2026-05-31 00:00 UTC for 1 period  |
      | 2026-06-10 12:00 UTC           | renew        | it renews from 2026-05-31 00:00 UTC for 1 period  |
      | 2026-05-31 01:59:59.999 +02:00 | do-not-renew | it does not renew                                 |
      | 2026-05-31 02:00 +02:00        | renew        | it renews from 2026-05-31 00:00 UTC for 1 period  |

  @5.2 @R21
  Scenario: A cancellation after the period's end does not undo a renewal that runs late
    Given renewal was cancelled at 2026-06-02 12:00 UTC
    When the renewal is considered at 2026-06-02 12:00:00.001 UTC
    Then the answer is renew
    And it renews from 2026-05-31 00:00 UTC for 1 period
    And reading R21 is applied
    And nothing is left to choice

  # What the facts date after the instant of the decision has not happened yet.
  @5.2 @R21
  Scenario Outline: Why a cancellation did not stop the renewal is told once it was made: cancelled <cancelled>
    Given renewal was cancelled at <cancelled>
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is renew
    And <reason>

    Examples:
      | cancelled                   | reason                           |
      | 2026-05-31 00:00 UTC        | it rests on clause 5.2           |
      | 2026-06-15 12:00 UTC        | it rests on clause 5.2           |
      | 2026-06-15 12:00:00.001 UTC | it does not rest on clause 5.2   |

  @5.2 @R21
  Scenario: A cancellation before the period's end stops a renewal however late it runs
    Given renewal was cancelled at 2026-05-30 23:59:59.999 UTC
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 5.2
    And clause 5.1 is overridden
    And nothing is left to choice

  @5.1
  Scenario: A package without automatic renewal does not renew
    Given the package does not renew automatically
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it does not renew
    And nothing is left to choice

  @5.1
  Scenario Outline: A package does not renew where the Billing Interface or an order form says so: <source>
    Given a statement by <source>, "order 9", says that the package does not renew
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is <answer>
    And it rests on clause 5.1

    Examples:
      | source                | answer       |
      | billing-interface     | do-not-renew |
      | order-form            | do-not-renew |
      | writing               | renew        |
      | other-kommo-statement | renew        |

  @5.1
  Scenario: A statement that the package renews leaves the renewal as it is
    Given a statement by order-form, "order 9", says that the package renews
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew

  @5.1 @5.2
  Scenario: A statement that the package renews does not undo a cancellation
    Given a statement by order-form, "order 9", says that the package renews
    And renewal was cancelled at 2026-05-15 12:00 UTC
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 5.2

  @5.1 @4.5
  Scenario: A statement on something else leaves the renewal as it is
    Given a statement by order-form, "order 9", lets unused credits roll over
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew

  @5.1 @2.1
  Scenario Outline: Without an active paid subscription a package does not renew: <status>, <payment>
    Given the subscription is <status> and <payment>
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 2.1
    And it does not renew

    Examples:
      | status     | payment  |
      | active     | not paid |
      | trial      | not paid |
      | expired    | paid     |
      | cancelled  | paid     |
      | suspended  | not paid |
      | terminated | not paid |
      | inactive   | paid     |

  @5.1 @2.1
  Scenario: Where Kommo expressly provides otherwise, a package renews without a subscription
    Given the subscription is inactive and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew

  @5.1 @2.1
  Scenario: A provision that was not granted renews nothing
    Given the subscription is inactive and not paid
    And Kommo declined in "letter of 3 July 2026" to provide otherwise
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 2.1

  @2.1 @5.2
  Scenario: An express provision lifts only the need of a subscription, not a cancellation
    Given the subscription is inactive and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And renewal was cancelled at 2026-05-15 12:00 UTC
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 5.2
    And it does not rest on clause 2.1

  @2.1 @5.1 @5.2 @18.1
  Scenario: Several bars to a renewal stand together
    Given the subscription is expired and not paid
    And renewal was cancelled at 2026-05-15 12:00 UTC
    And the package is withdrawn
    And a statement by order-form, "order 9", says that the package does not renew
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 2.1
    And it rests on clause 5.1
    And it rests on clause 5.2
    And it rests on clause 18.1

  @5.1 @13.2 @R14
  Scenario Outline: While access is <status>, Kommo may choose whether a package renews
    Given access is <status>
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is discretionary
    And Kommo may choose to renew or not
    And it is Kommo's choice, with do-not-renew recommended
    And it renews from 2026-05-31 00:00 UTC for 1 period

    Examples:
      | status     |
      | suspended  |
      | disabled   |
      | terminated |

  @5.1 @13.2 @R14
  Scenario Outline: While access is <status>, a package renews with nothing left to choice
    Given access is <status>
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And nothing is left to choice
    And reading R14 is applied

    Examples:
      | status     |
      | active     |
      | throttled  |
      | restricted |

  @5.1 @13.2
  Scenario Outline: A measure on some functionality leaves the renewal of the package: <status>
    Given access to ai-reply is <status>
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And nothing is left to choice

    Examples:
      | status     |
      | suspended  |
      | disabled   |
      | terminated |

  @5.1 @13.2
  Scenario: Kommo's choice overrides the automatic renewal
    Given access is suspended
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is discretionary
    And clause 5.1 is overridden

  @5.2 @13.2
  Scenario Outline: What bars a renewal leaves nothing to choice, though access is suspended: <bar>
    Given access is suspended
    And <bar>
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is do-not-renew
    And nothing is left to choice
    And it does not renew

    Examples:
      | bar                                                                          |
      | renewal was cancelled at 2026-05-30 23:59:59.999 UTC                         |
      | the package does not renew automatically                                     |
      | a statement by order-form, "order 9", says that the package does not renew   |
      | the package is withdrawn                                                     |
      | the subscription is active and not paid                                      |

  @5.2 @13.2 @R21
  Scenario: A cancellation that came too late leaves Kommo's choice while access is suspended
    Given access is suspended
    And renewal was cancelled at 2026-05-31 00:00 UTC
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is discretionary

  @5.1 @5.2 @R21
  Scenario Outline: A cancellation that came too late does not undo another bar to the renewal: <bar>
    Given renewal was cancelled at 2026-05-31 00:00 UTC
    And <bar>
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is do-not-renew
    And it rests on clause <clause>
    And it does not renew

    Examples:
      | bar                                                                        | clause |
      | the package does not renew automatically                                   | 5.1    |
      | a statement by order-form, "order 9", says that the package does not renew | 5.1    |
      | the package is withdrawn                                                   | 18.1   |
      | the subscription is expired and paid                                       | 2.1    |

  # The offer "starter" costs USD 20.00 for 1,000 credits, and from 1 July 2026 USD 25.00 for 1,200.
  @3.4 @5.1
  Scenario Outline: A package renews on the terms of its offer that are in force at its end: begun <start>
    Given a package of one period from <start> for USD 20.00
    And the package was bought under the offer "starter"
    When the renewal is considered at <end>
    Then it renews from <end> for 1 period
    And it renews under the offer "starter" at <fee> for 1 period of <credits> credits
    And the terms of the offer are those since <since>

    Examples:
      | start                       | end                         | fee       | credits | since                |
      | 2026-05-01 00:00 UTC        | 2026-05-31 00:00 UTC        | USD 20.00 | 1,000   | 2026-04-27 00:00 UTC |
      | 2026-05-31 23:59:59.999 UTC | 2026-06-30 23:59:59.999 UTC | USD 20.00 | 1,000   | 2026-04-27 00:00 UTC |
      | 2026-06-01 00:00 UTC        | 2026-07-01 00:00 UTC        | USD 25.00 | 1,200   | 2026-07-01 00:00 UTC |
      | 2026-06-01 00:00:00.001 UTC | 2026-07-01 00:00:00.001 UTC | USD 25.00 | 1,200   | 2026-07-01 00:00 UTC |
      | 2026-06-01 02:00 +02:00     | 2026-07-01 02:00 +02:00     | USD 25.00 | 1,200   | 2026-07-01 00:00 UTC |

  @3.4 @5.1
  Scenario Outline: A renewal that runs late keeps the terms of the instant at which it fell due: <when>
    Given a package of one period from 2026-05-31 23:59:59.999 UTC for USD 20.00
    And the package was bought under the offer "starter"
    When the renewal is considered at <when>
    Then it renews from 2026-06-30 23:59:59.999 UTC for 1 period
    And it renews under the offer "starter" at USD 20.00 for 1 period of 1,000 credits

    Examples:
      | when                        |
      | 2026-06-30 23:59:59.999 UTC |
      | 2026-07-01 00:00 UTC        |
      | 2026-08-15 12:00 UTC        |

  # The offers are known from 27 April 2026, 00:00 UTC.
  @3.4
  Scenario Outline: An offer sets no terms before its first date: begun <start>
    Given a package of one period from <start> for USD 20.00
    And the package was bought under the offer "starter"
    And the customer used the AI agent at 2026-04-28 12:00 UTC
    When the renewal is considered at 2026-05-15 12:00 UTC
    Then the answer is renew
    And <terms>

    Examples:
      | start                       | terms                                                                              |
      | 2026-03-27 23:59:59.999 UTC | no offer sets the terms of the renewal                                             |
      | 2026-03-28 00:00 UTC        | it renews under the offer "starter" at USD 20.00 for 1 period of 1,000 credits     |

  @3.4 @5.1
  Scenario: A prepaid package renews on the terms of its own offer
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the package was bought under the offer "annual-12"
    When the renewal is considered at 2027-04-26 00:00 UTC
    Then it renews from 2027-04-26 00:00 UTC for 12 periods
    And it renews under the offer "annual-12" at USD 1,200.00 for 12 periods of 5,000 credits
    And the terms of the offer are those since 2026-04-27 00:00 UTC

  @3.4 @1.3
  Scenario: A free package renews on the terms of its own offer
    Given a free package of one period from 2026-05-01 00:00 UTC
    And the package was bought under the offer "free-trial"
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then it renews under the offer "free-trial" at USD 0.00 for 1 period of 100 credits
    And the terms of the offer are those since 2026-04-27 00:00 UTC

  @3.4
  Scenario: A package that was bought under no offer renews without terms of one
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And no offer sets the terms of the renewal

  @3.4
  Scenario: A package that was bought under an offer no longer known renews without terms of one
    Given the package was bought under the offer "summer-2019"
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And no offer sets the terms of the renewal

  @3.4 @5.2
  Scenario: Where a package does not renew, its offer sets no terms
    Given the package was bought under the offer "starter"
    And renewal was cancelled at 2026-05-15 12:00 UTC
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it does not renew

  # The offer "starter" is USD 20.00 for 1,000 credits until 1 July 2026.
  @3.4 @13.2
  Scenario: Where Kommo may choose whether a package renews, the terms of its offer are told
    Given the package was bought under the offer "starter"
    And access is suspended
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is discretionary
    And it renews from 2026-05-31 00:00 UTC for 1 period
    And it renews under the offer "starter" at USD 20.00 for 1 period of 1,000 credits

  @3.4 @2.1 @5.1
  Scenario Outline: Whatever bars a renewal, the offer sets no terms: <bar>
    Given the package was bought under the offer "starter"
    And <bar>
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is do-not-renew
    And it does not renew

    Examples:
      | bar                                                                        |
      | the package does not renew automatically                                   |
      | a statement by order-form, "order 9", says that the package does not renew |
      | the subscription is expired and not paid                                   |

  @5.1
  Scenario Outline: A history that does not reach back to the end of the last period is too short: <path>
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And the facts
      | path            | value                                                              |
      | <path>          | <history> |
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then <answer>

    Examples:
      | path                 | history                                                            | answer |
      | subscription.history | [{ from: "2026-05-31T00:00:00.001Z", status: active, paid: true }] | the facts are refused at "/subscription/history" as history-too-short |
      | subscription.history | [{ from: "2026-05-31T00:00:00Z", status: active, paid: true }]     | the answer is renew |
      | access               | { status: active, history: [{ from: "2026-05-31T00:00:00.001Z", status: active }] } | the facts are refused at "/access/history" as history-too-short |
      | access               | { status: active, history: [{ from: "2026-05-31T00:00:00Z", status: active }] } | the answer is renew |

  @5.1 @13.2
  Scenario Outline: A measure that names every designated functionality is one on all for a renewal too: <access>
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And <access>
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | access                                     | answer        |
      | access to every functionality is suspended | discretionary |
      | access to ai-reply is suspended            | renew         |

  @5.2
  Scenario: Law that requires other things accepts no way of cancelling
    Given law requires everything but the acceptsMethod under "act 1"
    When the customer asks by other at 2026-05-15 12:00 UTC to cancel renewal
    Then the answer is refused
    And no instant stops the renewal

  @3.4
  Scenario: Where the offer is not known, the price and structure of the renewal are not known
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then the answer is renew
    And rule "terms-of-renewal-are-not-known" decides
    Given the package was bought under the offer "starter"
    When the renewal is considered at 2026-05-31 00:00 UTC
    Then rule "terms-of-renewal-are-not-known" does not decide

  # The offer has twelve periods, the package had ten.
  @3.4 @5.1
  Scenario: A renewal has as many periods as the offer has then
    Given a prepaid package of 10 periods from 2026-05-01 00:00 UTC for USD 1,000.00
    And the package was bought under the offer "annual-12"
    When the renewal is considered at 2027-02-25 00:00 UTC
    Then it renews from 2027-02-25 00:00 UTC for 12 periods
    And it renews under the offer "annual-12" at USD 1,200.00 for 12 periods of 5,000 credits

  @2.1 @5.1
  Scenario: An express provision stands for the subscription at a renewal
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And the subscription is expired and paid
    And Kommo expressly provides otherwise in "letter 7"
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is renew

  # Three periods from 1 May 2026, the last of them refunded: the second ends on 30 June.
  @5.1 @5.2 @6.3 @R23
  Scenario Outline: Where future periods were refunded there is no renewal to cancel, however and whenever it is asked: by <method> at <when>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And USD 100.00 was refunded before for the last 1 period
    And <law>
    When the customer asks by <method> at <when> to cancel renewal
    Then the answer is already-cancelled
    And renewal stops at 2026-06-30 00:00 UTC
    And it rests on clause 6.3
    And rule "<rule>" gives way to "refunded-package-does-not-renew"
    And reading R23 is applied

    Examples:
      | method            | law                                                | when                 | rule                                      |
      | billing-interface | law requires nothing                               | 2026-05-15 12:00 UTC | renewal-is-cancelled                      |
      | billing-interface | law requires nothing                               | 2026-05-15 12:00 UTC | cancellation-gives-nothing-back-by-itself |
      | other             | law requires nothing                               | 2026-05-15 12:00 UTC | cancellation-by-other-ways-is-refused     |
      | other             | law accepts this way of cancelling under "act 1"   | 2026-05-15 12:00 UTC | cancellation-that-law-accepts             |
      | billing-interface | law requires nothing                               | 2026-06-30 00:00 UTC | last-period-has-ended                     |
      | billing-interface | law requires nothing                               | 2026-08-15 12:00 UTC | last-period-has-ended                     |

  # Two periods end on 30 June 2026, three on 30 July.
  @3.2 @5.1 @6.3 @R23 @R24
  Scenario Outline: What is unpaid or was refunded bars a renewal before anything else that is said of it: <what>, <rule>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And <what>
    And <also>
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then the answer is do-not-renew
    And it does not renew
    And rule "<rule>" gives way to "<bar>"

    Examples:
      | what                                                 | also                                             | rule                                  | bar                              |
      | only the first 2 periods are paid for                | the package was bought under the offer "starter" | renewal-is-on-terms-then-in-force     | unpaid-periods-come-before-renewal |
      | only the first 2 periods are paid for                | renewal was cancelled at 2026-07-30 00:00 UTC    | cancellation-came-too-late            | unpaid-periods-come-before-renewal |
      | only the first 2 periods are paid for                | access is suspended                              | kommo-decides-while-access-is-withheld | unpaid-periods-come-before-renewal |
      | USD 100.00 was refunded before for the last 1 period | the package was bought under the offer "starter" | renewal-is-on-terms-then-in-force     | refunded-package-does-not-renew  |
      | USD 100.00 was refunded before for the last 1 period | renewal was cancelled at 2026-06-30 00:00 UTC    | cancellation-came-too-late            | refunded-package-does-not-renew  |
      | USD 100.00 was refunded before for the last 1 period | access is suspended                              | kommo-decides-while-access-is-withheld | refunded-package-does-not-renew  |

  @5.1 @6.3 @R23
  Scenario Outline: The renewal of a package with one period refunded is decided at the end of the period before: <when>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And USD 100.00 was refunded before for the last 1 period
    When the renewal is considered at <when>
    Then <answer>

    Examples:
      | when                        | answer                                                         |
      | 2026-06-29 23:59:59.999 UTC | the facts are refused at "/package" as renewal-not-yet-due     |
      | 2026-06-30 00:00 UTC        | the answer is do-not-renew                                     |

  # Two periods end on 30 June 2026, three on 30 July.
  @5.1 @R24
  Scenario Outline: A history reaches back to the end of the last period that was not refunded, paid for or not: <why>, <path> from <from>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And <why>
    And the facts
      | path          | value  |
      | access.status | active |
      | <path>        | [{ from: "<from>", status: active<paid> }] |
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then <answer>

    Examples: All of it is paid for
      | why                                   | path                 | from                     | paid         | answer                                                                |
      | the ground is not verified            | subscription.history | 2026-07-30T00:00:00Z     | , paid: true | the answer is renew                                                   |
      | the ground is not verified            | subscription.history | 2026-07-30T00:00:00.001Z | , paid: true | the facts are refused at "/subscription/history" as history-too-short |
      | the ground is not verified            | access.history       | 2026-07-30T00:00:00Z     |              | the answer is renew                                                   |
      | the ground is not verified            | access.history       | 2026-07-30T00:00:00.001Z |              | the facts are refused at "/access/history" as history-too-short       |

    Examples: The last period is still to be paid for
      | why                                   | path                 | from                     | paid         | answer                     |
      | only the first 2 periods are paid for | subscription.history | 2026-07-30T00:00:00Z     | , paid: true | the answer is do-not-renew |
      | only the first 2 periods are paid for | access.history       | 2026-07-30T00:00:00Z     |              | the answer is do-not-renew |

    Examples: The last period was refunded
      | why                                                  | path                 | from                     | paid         | answer                                                                |
      | USD 100.00 was refunded before for the last 1 period | subscription.history | 2026-06-30T00:00:00Z     | , paid: true | the answer is do-not-renew                                            |
      | USD 100.00 was refunded before for the last 1 period | subscription.history | 2026-06-30T00:00:00.001Z | , paid: true | the facts are refused at "/subscription/history" as history-too-short |
      | USD 100.00 was refunded before for the last 1 period | access.history       | 2026-06-30T00:00:00Z     |              | the answer is do-not-renew                                            |
      | USD 100.00 was refunded before for the last 1 period | access.history       | 2026-06-30T00:00:00.001Z |              | the facts are refused at "/access/history" as history-too-short       |

  @2.1 @5.1
  Scenario Outline: Whether the subscription was active and paid at the end decides, not whether it is: <status>, <paid>
    Given the facts
      | path                 | value |
      | subscription.history | [{ from: "2026-05-01T00:00:00Z", status: <status>, paid: <paid> }, { from: "2026-06-10T00:00:00Z", status: active, paid: true }] |
    When the renewal is considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | status  | paid  | answer       |
      | active  | true  | renew        |
      | active  | false | do-not-renew |
      | expired | true  | do-not-renew |
      | trial   | false | do-not-renew |
