Feature: 0. All law at once
  What applicable law requires works where it speaks and nowhere else: every decision is asked on one set of facts, with all that law can require.

  # Twelve periods from 1 May 2026, USD 100.00 each: on 15 August 2026 the fourth runs, eight have not started; the last ends on 26 April 2027.

  Background:
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 400 of 1,000 credits are consumed
    And law requires everything at once under "act 1"
    And the fee is USD 50.00
    And the purchase is made by billing-interface
    And no other ground is alleged

  @2.1 @2.3 @4.5 @5.1 @5.2 @6.1 @6.3 @7.3 @13.2
  Scenario Outline: What is asked of the package: the subscription is <subscription>, access is <access>
    Given the subscription is <subscription>
    And access is <access>
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 830.00 for 8 periods
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the answer is keep
    And it rests on clause 2.3
    When the unused credits are considered at 2026-09-01 00:00 UTC
    Then the answer is keep
    When 1 unit of ai-summary is used at 2026-08-15 12:00 UTC
    Then the answer is <a use>
    When 1 unit of legacy-autoreply is used at 2026-08-15 12:00 UTC
    Then the answer is <a use of what was withdrawn>
    When the customer asks by other at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    When the customer wants to use legacy-autoreply at 2026-08-15 12:00 UTC
    Then the answer is <open to use>
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is <a purchase>
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is <a measure>
    When the renewal is considered at 2027-04-26 00:00 UTC
    Then the answer is <the renewal>

    Examples:
      | subscription         | access     | a use   | a use of what was withdrawn | open to use  | a purchase | a measure  | the renewal   |
      | active and paid      | active     | consume | no-charge                   | eligible     | accept     | no-grounds | renew         |
      | active and not paid  | active     | refuse  | refuse                      | not-eligible | refuse     | no-grounds | do-not-renew  |
      | expired and not paid | active     | refuse  | refuse                      | not-eligible | refuse     | may-act    | do-not-renew  |
      | active and paid      | suspended  | refuse  | refuse                      | not-eligible | accept     | no-grounds | discretionary |
      | active and paid      | terminated | refuse  | refuse                      | not-eligible | refuse     | no-grounds | discretionary |
      | active and paid      | throttled  | consume | no-charge                   | eligible     | accept     | no-grounds | renew         |

  @4.4 @7.3 @9.2 @12.1 @13.1 @14.2 @15.1 @16.2 @17.1
  Scenario Outline: What is asked of conduct, claims and changes: <change>, <practice>
    Given the subscription is active and paid
    And a claim of USD 100.00 arises from an event at 2026-08-10 12:00 UTC
    And the customer paid USD 70.00 for the package at 2026-05-01 00:00 UTC
    And a third party's claim arises from customer-use
    And the act was that of customer
    And the submission violates nothing
    And <practice>
    And Kommo wants to change the <change> from 2026-09-01 00:00 UTC
    When the claim is considered at 2026-08-15 12:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is not-covered
    When the submission is considered at 2026-08-15 12:00 UTC
    Then the answer is may-submit
    When Kommo wants to monitor for billing at 2026-08-15 12:00 UTC
    Then the answer is not-by-these-terms
    When the customer asks at 2026-08-15 12:00 UTC to be promised uptime
    Then the answer is left-to-law
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is not-against-law-or-agreement
    When Kommo wants to use the suggestion at 2026-08-15 12:00 UTC
    Then the answer is may
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is <the use>
    When the customer wants to sell credits at 2026-08-15 12:00 UTC
    Then the answer is prohibited

    Examples:
      | change    | practice                                      | the use    |
      | component | the use violates applicable law or regulation | prohibited |
      | price     | the use relies on output                      | permitted  |
      | terms     | the use sends communications                  | permitted  |
