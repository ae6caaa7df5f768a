Feature: 18. Changes to AI agent and to these terms
  What a withdrawal of a package or a new price bars or changes, and what it does not.

  Background:
    Given the subscription is active and paid
    And the purchase is made by billing-interface

  @18.1
  Scenario: A withdrawn package may not be purchased
    Given the package is withdrawn
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 18.1

  @18.1
  Scenario: A package that was not withdrawn may be purchased
    Given a package of one period from 2026-08-15 12:00 UTC for USD 50.00
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it does not rest on clause 18.1

  @18.1
  Scenario: A package that is withdrawn may still be used by who has it
    Given the package is withdrawn
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it does not rest on clause 18.1

  @18.1
  Scenario: The withdrawal of a package stops no use of the credits that it gave
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the package is withdrawn
    And 400 of 1,000 credits are consumed
    When 1 unit of ai-summary is used at 2026-08-15 12:00 UTC
    Then the answer is consume
    And 2 credits are taken and 598 are left

  @18.1
  Scenario: Neither law nor a written agreement on functionality brings a withdrawn package back
    Given the package is withdrawn
    And law requires it under "telecommunications act 4"
    And the written agreement "master agreement 7" keeps ai-reply
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 18.1

  @18.1 @13.2
  Scenario: That Kommo may change AI agent is no ground against one customer
    Given no other ground is alleged
    And the package is withdrawn
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And it does not rest on clause 18.1

  @18.1 @6.3
  Scenario: The withdrawal of a package leaves the refund of its future periods
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the package is withdrawn
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods

  @18.1 @5.2
  Scenario: Renewal of a withdrawn package may be cancelled
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the package is withdrawn
    When the customer asks by billing-interface at 2026-08-15 12:00 UTC to cancel renewal
    Then the answer is accepted

  @18.1 @5.1
  Scenario: A withdrawn package does not renew
    Given a package of one period from 2026-07-16 12:00 UTC for USD 50.00
    And the package is withdrawn
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 18.1
    And clause 5.1 is overridden
    And it does not renew

  @18.1 @5.1
  Scenario: A package that was not withdrawn renews
    Given a package of one period from 2026-07-16 12:00 UTC for USD 50.00
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then the answer is renew
    And it does not rest on clause 18.1

  @18.1 @2.1
  Scenario: An express provision does not renew a withdrawn package
    Given a package of one period from 2026-07-16 12:00 UTC for USD 50.00
    And the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And the package is withdrawn
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then the answer is do-not-renew
    And it rests on clause 18.1
    And it does not rest on clause 2.1

  @18.1 @3.4
  Scenario: A withdrawn package does not renew, though its offer has terms
    Given a package of one period from 2026-07-16 12:00 UTC for USD 20.00
    And the package was bought under the offer "starter"
    And the package is withdrawn
    When the renewal is considered at 2026-08-15 12:00 UTC
    Then the answer is do-not-renew
    And it does not renew

  @18.1
  Scenario: The purchase of a withdrawn package is refused
    Given the fee is USD 50.00
    And the package is withdrawn
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 18.1
    And nothing is charged

  @18.1
  Scenario: The purchase of a package that was not withdrawn is accepted
    Given the fee is USD 50.00
    And a package of one period from 2026-08-15 12:00 UTC for USD 50.00
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And it does not rest on clause 18.1

  # Period 2 of three begins on 19 July 2026. Prices change on 1 July.
  @3.4 @18.1 @6.3
  Scenario: A new price does not reach back to what was paid for a running package
    Given a prepaid package of 3 periods from 2026-05-20 00:00 UTC for USD 60.00
    And the package was bought under the offer "starter"
    When the customer asks for a refund at 2026-07-05 12:00 UTC
    Then the answer is refundable
    And the refund is USD 20.00 for 1 period
