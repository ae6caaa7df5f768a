Feature: 19. What prevails, and how decisions stand beside each other
  Applicable law works only where it speaks, and no two answers on the same facts contradict each other.

  # Twelve periods from 1 May 2026: on 15 August 2026 four have started and eight have not; each is worth USD 100.00.

  Background:
    Given the subscription is active and paid

  @6.1 @6.3 @16.4 @R26 @R33
  Scenario: One law on several matters gives to each decision its own part
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 400 of 1,000 credits are consumed
    And law requires a refund of USD 30.00 of the started-period under "act 1"
    And law requires that credits be kept until 2027-01-01 00:00 UTC under "act 2"
    And law accepts this way of cancelling under "act 3"
    And law forbids the cap for direct under "act 4"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 830.00 for 8 periods
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire
    When the customer asks by other at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2027-04-26 00:00 UTC
    Given a claim of USD 5,000.00 arises from an event at 2026-08-10 12:00 UTC
    And the claim arises from none of the excluded causes
    When the claim is considered at 2026-08-15 12:00 UTC
    Then the answer is not-limited
    And USD 5,000.00 is the limit without a cap

  @5.2 @R20
  Scenario: Law on refunds, credits and liability does not open another way to cancel
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 30.00 of the started-period under "act 1"
    And law requires that credits be kept until 2027-01-01 00:00 UTC under "act 2"
    And law forbids the limit under "act 4"
    When the customer asks by other at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is refused

  @16.4
  Scenario: Law that requires a refund lifts no limit of liability
    Given a claim of USD 5,000.00 arises from an event at 2026-08-10 12:00 UTC
    And the claim arises from none of the excluded causes
    And the customer paid USD 70.00 for the package at 2026-05-01 00:00 UTC
    And law requires a refund of USD 30.00 of the whole-fee under "act 1"
    When the claim is considered at 2026-08-15 12:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

  @6.1 @6.3 @R26 @R23
  Scenario Outline: After a refund of periods, law for the started one joins what is left: <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 300.00 was refunded before for the last 3 periods
    And law requires a refund of <law> of the started-period under "act 1"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 5 periods
    And it rests on clause 6.3

    Examples:
      | law          | amount     |
      | USD 0.01     | USD 500.01 |
      | USD 399.99   | USD 899.99 |
      | USD 400.00   | USD 900.00 |
      | USD 400.01   | USD 900.00 |
      | USD 1,200.00 | USD 900.00 |

  @6.1 @6.2 @R26
  Scenario Outline: Law for a single period gives what it gives, within the fee: <law>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of <law> of the started-period under "act 1"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And the refund is <amount> for 0 periods

    Examples:
      | law       | answer         | amount    |
      | USD 0.00  | not-refundable | USD 0.00  |
      | USD 0.01  | refundable     | USD 0.01  |
      | USD 49.99 | refundable     | USD 49.99 |
      | USD 50.00 | refundable     | USD 50.00 |
      | USD 50.01 | refundable     | USD 50.00 |

  @6.1 @R26
  Scenario: Where all was paid back, law for the fee gives no refund
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And USD 50.00 was refunded before
    And law requires a refund of USD 20.00 of the whole-fee under "act 1"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods

  @1.5 @6.6 @6.3 @R26
  Scenario: To cash out credits ends no period, though law gives something for the started one
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 20.00 of the started-period under "act 1"
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 20.00 for 0 periods
    And it does not rest on clause 6.3

  @5.1 @5.2 @R21
  Scenario: At the end of the last period the package renews, and a request to cancel comes too late
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks by billing-interface at 2026-08-30 23:59:59.999 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-08-31 00:00 UTC
    When the customer asks by billing-interface at 2026-08-31 00:00 UTC to cancel renewal
    Then the answer is too-late
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is renew
    And it renews from 2026-08-31 00:00 UTC for 1 period

  @5.1 @5.2 @R21
  Scenario Outline: A cancellation and the renewal never both have their way: cancelled at <cancelled>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And renewal was cancelled at <cancelled>
    When the renewal is considered at 2026-09-02 00:00 UTC
    Then the answer is <renewal>
    When the customer asks by billing-interface at 2026-09-02 00:00 UTC to cancel renewal
    Then the answer is <cancellation>

    Examples:
      | cancelled                   | renewal      | cancellation      |
      | 2026-08-30 23:59:59.999 UTC | do-not-renew | already-cancelled |
      | 2026-08-31 00:00 UTC        | renew        | too-late          |
      | 2026-08-31 00:00:00.001 UTC | renew        | too-late          |

  @4.5 @13.3
  Scenario: Credits that law keeps are neither expired nor refused to a use
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And law requires that credits be kept until 2026-09-15 00:00 UTC under "act 2"
    When the unused credits are considered at 2026-09-14 23:59:59.999 UTC
    Then the answer is keep
    When 1 unit of ai-reply is used at 2026-09-14 23:59:59.999 UTC
    Then the answer is consume
    When the unused credits are considered at 2026-09-15 00:00 UTC
    Then the answer is expire
    When 1 unit of ai-reply is used at 2026-09-15 00:00 UTC
    Then the answer is refuse

  @13.2 @13.3
  Scenario: A throttle leaves credits available, and a use consumes them
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is throttled
    When 1 unit of ai-reply is used at 2026-08-15 12:00 UTC
    Then the answer is consume
    And it does not rest on clause 13.3

  @2.1 @2.3
  Scenario: A use that is refused without a subscription and its credits are told alike
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And the subscription is expired and not paid
    And no other ground is alleged
    When 1 unit of ai-reply is used at 2026-08-15 12:00 UTC
    Then the answer is refuse
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the answer is may-expire
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And only suspension and termination are open to Kommo

  @2.1 @2.3 @R29
  Scenario: Who may use AI agent without a subscription is refused no use, loses no credits and meets no measure
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And the subscription is expired and not paid
    And no other ground is alleged
    And Kommo expressly provides otherwise in "letter 7"
    When 1 unit of ai-reply is used at 2026-08-15 12:00 UTC
    Then the answer is consume
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the answer is keep
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is renew

  @5.1 @6.3 @R23
  Scenario: Who took back the rest of a term neither renews it nor is refunded twice
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 800.00 was refunded before for the last 8 periods
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled
    And renewal stops at 2026-08-29 00:00 UTC
    And no refund may apply
    When the renewal is considered at 2026-08-29 00:00 UTC
    Then the answer is do-not-renew

  @16.4 @R27
  Scenario Outline: What was paid for a package that it renews counts within the twelve months only: paid <paid>
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And the claim arises from none of the excluded causes
    And the package renews another
    And the customer paid USD 10.00 for the package at 2027-01-01 00:00 UTC
    And the customer paid USD 25.00 for another package at <paid>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then <cap> is the limit under a cap of <cap>

    Examples:
      | paid                        | cap       |
      | 2026-05-15 11:59:59.999 UTC | USD 10.00 |
      | 2026-05-15 12:00 UTC        | USD 35.00 |
      | 2027-05-15 11:59:59.999 UTC | USD 35.00 |
      | 2027-05-15 12:00 UTC        | USD 10.00 |
