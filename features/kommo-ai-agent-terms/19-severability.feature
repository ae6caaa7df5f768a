Feature: 19. What stays in force where a clause is held invalid
  A clause that a court or law holds invalid for a customer drops out, with what it overrides; 19.3 keeps the rest in force.

  # Twelve periods from 1 May 2026: on 15 August 2026 four have started and eight have not; each is worth USD 100.00.

  Background:
    Given the subscription is active and paid

  @19.3 @6.1 @6.3
  Scenario: A rule of an invalid clause drops out, and the rest stays in force
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "Regional Court, 12 O 34/26" holds clause 6.3 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause 6.1
    And rule "future-periods-are-refundable" drops out, by "Regional Court, 12 O 34/26"
    And rule "fees-are-not-refundable" does not drop out
    And clause 19.3 keeps the rest in force

  @19.3 @6.3
  Scenario: Without an invalid clause nothing drops out
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods

  @19.3 @6.3
  Scenario: A clause that no rule of the decision cites changes nothing
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "Regional Court, 12 O 34/26" holds clause 16.4 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And 0 rules drop out in all

  @19.3 @6.1 @6.5
  Scenario: A rule that another clause bears too stays
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 20.00 of the started-period under "act 1"
    And "Regional Court, 12 O 34/26" holds clause 6.1 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 820.00 for 8 periods
    And rule "fees-are-not-refundable" drops out
    And rule "law-requires-refund-beside-future-periods" does not drop out

  @19.3 @6.6 @6.3
  Scenario: What an invalid clause overrode stands again
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "act on payment services" holds clause 1.5 invalid
    And "act on payment services" holds clause 6.6 invalid
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And rule "credits-are-not-cashed-out" drops out, by "act on payment services"

  @19.3 @6.6 @1.5
  Scenario: A rule of two clauses stays while one of them holds
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "act on payment services" holds clause 6.6 invalid
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And rule "credits-are-not-cashed-out" does not drop out

  @19.3 @6.4
  Scenario: The items of a list go with their paragraph
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "Higher Regional Court, 4 U 5/27" holds clause 6.4 invalid
    When the customer asks for a refund on the ground of dissatisfaction at 2027-04-01 12:00 UTC
    Then the answer is not-refundable
    And it does not rest on clause 6.4(d)
    And it rests on clause 6.1
    And rule "dissatisfaction-gives-no-refund" drops out, by "Higher Regional Court, 4 U 5/27"
    And rule "consumed-credits-give-no-refund" drops out, by "Higher Regional Court, 4 U 5/27"
    And 5 rules drop out in all

  @19.3 @6.4(d)
  Scenario: One item of a list goes alone
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "Higher Regional Court, 4 U 5/27" holds clause 6.4(d) invalid
    When the customer asks for a refund on the ground of dissatisfaction at 2027-04-01 12:00 UTC
    Then the answer is not-refundable
    And it does not rest on clause 6.4(d)
    And rule "dissatisfaction-gives-no-refund" drops out
    And 1 rule drops out in all

  @19.3 @13.2(a) @13.2(c)
  Scenario: Of two grounds the one whose clause holds is left
    Given Kommo reasonably believes in violation by terms on the basis "report 1"
    And Kommo reasonably believes in payment by uncollected on the basis "invoice 7"
    And "Regional Court, 12 O 34/26" holds clause 13.2(a) invalid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And it rests on clause 13.2(c)
    And it does not rest on clause 13.2(a)

  @19.3 @4.5
  Scenario: Credits do not expire where the clause on expiry is invalid
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And "consumer protection act" holds clause 4.5 invalid
    When the unused credits are considered at 2026-09-15 00:00 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire
    And it rests on clause 1.8
    And rule "credits-expire-at-the-end-of-their-period" drops out, by "consumer protection act"

  @19.3 @5.2
  Scenario: A clause may be invalid in one decision of several, and each is told what concerns it
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And renewal was cancelled at 2026-08-15 00:00 UTC
    And "consumer protection act" holds clause 18.1 invalid
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 5.2
    And rule "withdrawn-package-does-not-renew" drops out
    When the customer asks for a refund at 2026-08-31 00:00 UTC
    Then the answer is not-refundable
    And 0 rules drop out in all

  @19.3 @5.1 @18.1
  Scenario: A withdrawn package renews where the clause on withdrawal is invalid
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the package is withdrawn
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is do-not-renew
    Given "consumer protection act" holds clause 18.1 invalid
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is renew
    And rule "withdrawn-package-does-not-renew" drops out, by "consumer protection act"

  @19.3
  Scenario: A clause that the contract does not have is refused
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And "Regional Court, 12 O 34/26" holds clause 6.9 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the request is refused with status 422 as unknown-clause

  @19.3 @1.7
  Scenario: A definition does not drop out
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And "Regional Court, 12 O 34/26" holds clause 1.7 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the request is refused with status 422 as not-severable

  @19.3
  Scenario: A clause is named once
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And "Regional Court, 12 O 34/26" holds clause 6.1 invalid
    And "another court" holds clause 6.1 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the request is refused with status 422 as not-severable

  # What a definition comes to where its clause is invalid

  @19.3 @16.4
  Scenario: Without its cap these terms do not limit what is claimed and not excluded
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And the customer paid USD 70.00 for the package at 2027-01-01 00:00 UTC
    And "Federal Court, VIII ZR 1/27" holds clause 16.4 invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap
    And no loss is excluded
    And it rests on clause 19.3
    And it does not rest on clause 16.4
    And rule "liability-is-capped-at-what-was-paid" drops out, by "Federal Court, VIII ZR 1/27"

  @19.3 @16.2
  Scenario: What 16.2 excludes stays excluded where the cap is invalid
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    And "Federal Court, VIII ZR 1/27" holds clause 16.4 invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap
    And lost-profits is an excluded loss

  @19.3 @16.1
  Scenario: The cap of the Terms Of Use holds where that of these terms is invalid
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And the Terms Of Use cap liability at USD 30.00
    And "Federal Court, VIII ZR 1/27" holds clause 16.4 invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 30.00 is the limit under a cap of USD 30.00
    And it rests on clause 16.1
    And it does not rest on clause 16.4

  @19.3 @16.1
  Scenario: Without either cap nothing limits
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And the Terms Of Use cap liability at USD 30.00
    And "Federal Court, VIII ZR 1/27" holds clause 16.1 invalid
    And "Federal Court, VIII ZR 1/27" holds clause 16.4 invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap

  @19.3 @16.4
  Scenario: Without 16.2 a loss of profits is limited like any other
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And USD 100.00 are claimed for lost-profits
    And the customer paid USD 70.00 for the package at 2027-01-01 00:00 UTC
    And "Federal Court, VIII ZR 1/27" holds clause 16.2 invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And no loss is excluded
    And it rests on clause 16.4
    And it does not rest on clause 16.2

  @19.3 @16.3
  Scenario Outline: Without its clause a cause excludes nothing, and the cap holds: <cause>
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And the customer paid USD 70.00 for the package at 2027-01-01 00:00 UTC
    And the claim arises from <cause>
    And the provider is outside Kommo's reasonable control
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    Given "Federal Court, VIII ZR 1/27" holds clause <clause> invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00
    And no loss is excluded

    Examples:
      | cause                  | clause  |
      | reliance on output without verification | 16.3    |
      | reliance on output without verification | 16.3(a) |
      | the customer's configuration | 16.3(b) |
      | the customer's data | 16.3(c) |
      | acts of the customer, its users or customers | 16.3(d) |
      | a third party's failure | 16.3(e) |
      | a restriction imposed by a channel | 16.3(g) |
      | the unavailability of a channel | 8.4     |
      | an outage of a provider | 7.4     |

  @19.3 @6.1
  Scenario: Law gives its part without 6.3, and what 6.3 gave is not given
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.05
    And law requires a refund of USD 20.00 of the started-period under "act 1"
    And "Regional Court, 12 O 34/26" holds clause 6.3 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 20.00 for 0 periods
    And it does not rest on clause 6.3

  @19.3 @6.1
  Scenario: Law gives its part without 6.1
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of USD 20.00 of the started-period under "act 1"
    And "Regional Court, 12 O 34/26" holds clause 6.1 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 20.00 for 0 periods
    And it does not rest on clause 6.1

  @19.3 @6.5
  Scenario: Without 6.5 a verified failure leaves nothing to choice
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And "Regional Court, 12 O 34/26" holds clause 6.5 invalid
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And nothing is left to choice

  @19.3 @2.1
  Scenario: Without 2.1 AI agent needs no subscription
    Given the subscription is expired and not paid
    And "consumer protection act" holds clause 2.1 invalid
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it rests on clause 2.2

  @19.3 @13.2(a)
  Scenario: A ground whose clause is invalid is none
    Given Kommo reasonably believes in violation by terms on the basis "report 1"
    And "Regional Court, 12 O 34/26" holds clause 13.2(a) invalid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And it rests on clause 13.2

  @19.3 @2.3
  Scenario: Without 2.3 the loss of the subscription is no ground
    Given the subscription is expired and not paid
    And no other ground is alleged
    And "Regional Court, 12 O 34/26" holds clause 2.3 invalid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds

  @19.3 @3.3
  Scenario: Without 3.3 no taxes come on top, and the fee is charged
    Given the fee is USD 100.00
    And "tax court" holds clause 3.3 invalid
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is USD 100.00: a fee of USD 100.00 and taxes of USD 0.00

  @19.3 @5.2
  Scenario: Without 5.2 any way to cancel will do, and a cancellation stays one
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And "consumer protection act" holds clause 5.2 invalid
    And "consumer protection act" holds clause 5.3 invalid
    When the customer asks by other at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted
    And renewal stops at 2026-08-31 00:00 UTC
    And it rests on clause 19.3
    Given renewal was cancelled at 2026-08-15 00:00 UTC
    When the customer asks by other at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is already-cancelled
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is do-not-renew
    And it does not rest on clause 5.2

  @19.3
  Scenario: The clause that keeps the rest in force does not drop out
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And "Regional Court, 12 O 34/26" holds clause 19.3 invalid
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the request is refused with status 422 as not-severable

  @19.3
  Scenario Outline: Where no rule is left these terms give and take nothing: <decision>
    Given <given>
    And "Regional Court, 12 O 34/26" holds clause <clause> invalid
    When <asked>
    Then the answer is <answer>
    And it rests on clause 19.3
    And it does not rest on clause <clause>

    Examples:
      | decision     | given                                                          | clause | asked                                                           | answer             |
      | refund       | a package of one period from 2026-08-01 00:00 UTC for USD 50.00 | 6.1    | the customer asks for a refund at 2026-07-31 12:00 UTC          | not-refundable     |
      | transfer     | the subscription is active and paid                            | 4.4    | the customer wants to sell credits at 2026-08-15 12:00 UTC      | not-prohibited     |
      | use          | the use violates applicable law or regulation                  | 12.1   | the use is considered at 2026-08-15 12:00 UTC                   | permitted          |
      | suspension   | no other ground is alleged                                          | 13.2   | Kommo considers a measure at 2026-08-15 12:00 UTC               | no-grounds         |
      | monitoring   | the subscription is active and paid                            | 13.1   | Kommo wants to monitor for legal-compliance at 2026-08-15 12:00 UTC | not-by-these-terms |
      | change       | Kommo wants to change the price from 2026-09-01 00:00 UTC      | 3.4    | the change is considered at 2026-08-15 12:00 UTC                | not-by-these-terms |
      | feedback     | the subscription is active and paid                            | 14.2   | Kommo wants to use the suggestion at 2026-08-15 12:00 UTC       | not-by-these-terms |

  @19.3 @17.1
  Scenario: Without 17.1 there is no duty to indemnify
    Given a third party's claim arises from customer-use
    And the act was that of customer
    And "Regional Court, 12 O 34/26" holds clause 17.1 invalid
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is not-covered
    And it rests on clause 19.3

  @19.3 @17.1
  Scenario Outline: Without its item a claim is not covered by 17.1: <clause>
    Given a third party's claim arises from <cause>
    And the act was that of customer
    And "Regional Court, 12 O 34/26" holds clause <clause> invalid
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is not-covered
    And it rests on clause 17.1

    Examples:
      | cause                   | clause  |
      | customer-use            | 17.1(a) |
      | customer-data           | 17.1(b) |
      | customer-communications | 17.1(c) |
      | violation-of-terms      | 17.1(d) |
      | infringement            | 17.1(e) |

  @19.3 @9.2
  Scenario: Without 9.2 nothing stands against data whose submission violates nothing
    Given the submission violates nothing
    And rights and consents for the data are shown
    And the data was checked
    And "Regional Court, 12 O 34/26" holds clause 9.2 invalid
    When the submission is considered at 2026-08-15 12:00 UTC
    Then the answer is may-submit
    And it rests on clause 19.3

  @19.3 @15.1
  Scenario: What is neither promised nor disclaimed is left to law
    Given "Regional Court, 12 O 34/26" holds clause 15.1 invalid
    And "Regional Court, 12 O 34/26" holds clause 15.2 invalid
    And "Regional Court, 12 O 34/26" holds clause 8.5 invalid
    When the customer asks at 2026-08-15 12:00 UTC to be promised channel-continuity
    Then the answer is left-to-law
    And it rests on clause 19.3

  @19.3 @12.1 @13.2(a)
  Scenario Outline: A use that an invalid clause prohibited is no ground: <clause>
    Given <use>
    And the use happened, on the basis "report 1"
    And no other ground is alleged
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And it rests on clause <clause>
    And it rests on clause 13.2(a)
    Given "Regional Court, 12 O 34/26" holds clause <clause> invalid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds

    Examples:
      | use                                                                              | clause |
      | the use violates applicable law or regulation                                    | 12.1   |
      | the use submits data in violation of law, rights, contract or confidentiality    | 9.5    |
      | the use is the sole basis of "credit scoring"                                    | 11.2   |

  @19.3 @1.6
  Scenario: Without 1.6 a use that is not designated costs nothing all the same
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And "Regional Court, 12 O 34/26" holds clause 1.6 invalid
    When 1 unit of spell-check is used at 2026-08-15 12:00 UTC
    Then the answer is no-charge
    And it rests on clause 19.3

  @19.3 @4.5
  Scenario: Credits that do not expire without 4.5 may be used
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And "consumer protection act" holds clause 4.5 invalid
    When 1 unit of ai-reply is used at 2026-09-15 00:00 UTC
    Then the answer is consume

  @19.3 @7.3
  Scenario: Without 7.3 law's notice does not allow a change by itself
    Given Kommo wants to change the component from 2026-09-01 00:00 UTC
    And law requires 30 days of notice under "act 3"
    And "Regional Court, 12 O 34/26" holds clause 7.3 invalid
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is not-by-these-terms

  @19.3 @8.5
  Scenario: Without 8.5 law's notice does not allow a change of a channel by itself
    Given Kommo wants to change the channel from 2026-09-01 00:00 UTC
    And law requires 30 days of notice under "act 3"
    And "Regional Court, 12 O 34/26" holds clause 8.5 invalid
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is not-by-these-terms

  @19.3 @3.3 @3.2
  Scenario Outline: Without 3.3 a purchase that is refused is not charged: <bar>
    Given the fee is USD 100.00
    And a package of one period from 2026-08-01 00:00 UTC for USD 100.00
    And <bar>
    And "tax court" holds clause 3.3 invalid
    When the customer purchases by <method> at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And the charge is USD 0.00: a fee of USD 0.00 and taxes of USD 0.00

    Examples:
      | bar                                      | method            |
      | the subscription is expired and not paid | billing-interface |
      | the fee is USD 100.00                    | other             |
      | access is terminated                     | billing-interface |
      | the package is withdrawn                 | billing-interface |
      | the functionality in question is legacy-autoreply | billing-interface |

  @19.3 @13.2 @13.3
  Scenario: Without 13.2 a measure against access bars no use
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    When 1 unit of ai-reply is used at 2026-08-15 12:00 UTC
    Then the answer is refuse
    Given "Regional Court, 12 O 34/26" holds clause 13.2 invalid
    When 1 unit of ai-reply is used at 2026-08-15 12:00 UTC
    Then the answer is consume

  @19.3 @13.2 @5.1
  Scenario: Without 13.2 a measure against access leaves no choice over a renewal
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And access is suspended
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is discretionary
    Given "Regional Court, 12 O 34/26" holds clause 13.2 invalid
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is renew

  @19.3 @4.5 @2.3
  Scenario Outline: Without 4.5 the loss of the subscription leaves the choice that 2.3 gives, and suspension takes nothing: <state>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And <state>
    And "consumer protection act" holds clause 4.5 invalid
    When the unused credits are considered at 2026-09-15 00:00 UTC
    Then the answer is <answer>
    And 600 credits are kept, 0 roll over and 0 expire

    Examples:
      | state                                    | answer     |
      | the subscription is expired and not paid | may-expire |
      | access is suspended                      | keep       |

  @19.3 @2.3 @4.5
  Scenario: Without 2.3 credits roll over as stated whatever the subscription was
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And a further period follows
    And a statement by order-form, "order 12", lets unused credits roll over
    And the subscription is expired and not paid
    When the unused credits are considered at 2026-08-31 00:00 UTC
    Then the answer is may-expire
    Given "Regional Court, 12 O 34/26" holds clause 2.3 invalid
    When the unused credits are considered at 2026-08-31 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 600 roll over and 0 expire

  @19.3 @1.5 @6.6 @6.1
  Scenario Outline: That Credits are not cashed out takes what 6.3 gives while one of its clauses holds: <one> and <other> invalid
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 20.00 of the started-period under "act 1"
    And "act on payment services" holds clause <one> invalid
    And "act on payment services" holds clause <other> invalid
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for <periods> periods

    Examples:
      | one | other | amount     | periods |
      | 1.5 | 16.4  | USD 20.00  | 0       |
      | 6.6 | 16.4  | USD 20.00  | 0       |
      | 1.5 | 6.6   | USD 820.00 | 8       |

  @19.3 @16.2 @16.4
  Scenario: Without a cap a claim for nothing but what 16.2 excludes stays excluded
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And USD 100.00 are claimed for lost-profits
    And "Federal Court, VIII ZR 1/27" holds clause 16.4 invalid
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing

  # What a second clause says too stays said

  @19.3 @15.2
  Scenario Outline: Where what speaks of a quality is invalid, 15.2 disclaims all warranties still: <quality>
    Given "Regional Court, 12 O 34/26" holds clause 15.1 invalid
    And "Regional Court, 12 O 34/26" holds clause <clause> invalid
    When the customer asks at 2026-08-15 12:00 UTC to be promised <quality>
    Then the answer is not-assured
    And it rests on clause 15.2
    And it does not rest on clause <clause>

    Examples:
      | quality            | clause |
      | security           | 10.3   |
      | speed              | 7.2    |
      | channel-continuity | 8.5    |
      | result             | 15.3   |

  @19.3 @12.1(a) @12.1(g)
  Scenario Outline: A use that law prohibits is prohibited while one of the clauses that say so holds: without <clause>
    Given <use>
    And law requires disclosure
    And "Regional Court, 12 O 34/26" holds clause <clause> invalid
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause <clause> does not bar the use
    And clause <other> bars the use
    Given the use happened, on the basis "report 1"
    And no other ground is alleged
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And it rests on clause 13.2(a)

    Examples:
      | use                                           | clause  | other   |
      | the use violates applicable law or regulation | 12.1(a) | 12.1(g) |
      | the use violates applicable law or regulation | 12.1(g) | 12.1(a) |
      | the use impersonates a human without disclosure | 12.1(d) | 12.1(a) |

  @19.3 @1.5 @4.4
  Scenario: Without 1.5 the customer may not exchange Credits for money all the same
    Given "act on payment services" holds clause 1.5 invalid
    When the customer wants to redeem credits for money at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And it rests on clause 4.4

  @19.3 @5.1
  Scenario Outline: Without 5.1 nothing says that a package renews by itself: <state>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And <state>
    And "consumer protection act" holds clause 5.1 invalid
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 19.3
    And it does not rest on clause 5.1
    And nothing is left to choice

    Examples:
      | state                                        |
      | the subscription is active and paid          |
      | access is suspended                          |
      | the package was bought under the offer "starter" |
      | renewal was cancelled at 2026-08-31 00:00 UTC |

  @5.1 @3.4
  Scenario: What a renewal is at is told only where it is known
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the renewal is considered at 2026-08-31 00:00 UTC
    Then the answer is renew
    And rule "renewal-is-on-terms-then-in-force" does not decide
    And rule "terms-of-renewal-are-not-known" decides

  @19.3 @12.1(d) @13.2(a)
  Scenario Outline: Without both clauses on law an impersonation is prohibited by its own: <disclosure>
    Given the use impersonates a human without disclosure
    And <disclosure>
    And "Regional Court, 12 O 34/26" holds clause 12.1(a) invalid
    And "Regional Court, 12 O 34/26" holds clause 12.1(g) invalid
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    Given the use happened, on the basis "report 1"
    And no other ground is alleged
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is <measure>

    Examples:
      | disclosure                 | answer     | measure    |
      | law requires disclosure    | prohibited | may-act    |
      | law requires no disclosure | permitted  | no-grounds |
