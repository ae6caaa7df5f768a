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
