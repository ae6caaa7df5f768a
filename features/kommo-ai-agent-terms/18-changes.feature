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
    And law keeps the functionality under "telecommunications act 4"
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

  @3.4 @4.3 @7.3 @8.5 @18.1 @18.2
  Scenario Outline: What Kommo may change, and from when it binds: <changed>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And it binds <binding> from 2026-09-01 00:00 UTC
    And the notice is <notice>
    And it rests on clause <clause>

    Examples:
      | changed           | answer                  | binding                | notice        | clause |
      | component         | may                     | at-once                | none-required | 7.3    |
      | channel           | may                     | at-once                | none-required | 8.5    |
      | agent             | may                     | at-once                | none-required | 18.1   |
      | package           | may-for-the-future-only | at-purchase-or-renewal | none-required | 18.1   |
      | price             | may-for-the-future-only | at-purchase-or-renewal | by-update     | 3.4    |
      | package-structure | may-for-the-future-only | at-purchase-or-renewal | by-update     | 3.4    |
      | credit-allocation | may-for-the-future-only | at-purchase-or-renewal | by-update     | 3.4    |
      | renewal-terms     | may-for-the-future-only | at-purchase-or-renewal | by-update     | 3.4    |
      | usage-logic       | may-for-the-future-only | at-use                 | by-update     | 4.3    |
      | terms             | may-for-the-future-only | by-acceptance          | by-update     | 18.2   |

  @4.3
  Scenario Outline: A change of usage logic holds for uses before it was posted only where that is stated: posted <posted>
    Given Kommo wants to change the usage-logic from 2026-09-01 00:00 UTC
    And it is posted at <posted>
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is may-for-the-future-only
    And it binds at-use from <from>
    Given it is stated to hold for uses before
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is may
    And it binds at-use from 2026-09-01 00:00 UTC
    And the notice is by-update

    Examples:
      | posted                      | from                        |
      | 2026-08-31 23:59:59.999 UTC | 2026-09-01 00:00 UTC        |
      | 2026-09-01 00:00:00.001 UTC | 2026-09-01 00:00:00.001 UTC |

  # Twelve periods from 1 May 2026 end on 26 April 2027, the first nine of them on 26 January.
  @3.4 @18.1 @R15
  Scenario Outline: A running package keeps its price, periods and credits to its end: <changed>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And Kommo wants to change the <changed> from <when>
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is may-for-the-future-only
    And it binds at-purchase-or-renewal from <from>
    And reading R15 is applied

    Examples:
      | changed | when                 | from                 |
      | price   | 2026-09-01 00:00 UTC | 2027-04-26 00:00 UTC |
      | price   | 2027-05-01 00:00 UTC | 2027-05-01 00:00 UTC |
      | package | 2026-09-01 00:00 UTC | 2027-04-26 00:00 UTC |

  @3.4 @R15
  Scenario: A running package whose last periods were refunded ends before them
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 300.00 was refunded before for the last 3 periods
    And Kommo wants to change the price from 2026-09-01 00:00 UTC
    When the change is considered at 2026-08-15 12:00 UTC
    Then it binds at-purchase-or-renewal from 2027-01-26 00:00 UTC

  @7.3 @8.5
  Scenario Outline: Law may require notice: <changed>, <days> days
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And it is posted at 2026-08-20 00:00 UTC
    And law requires <days> days of notice under "act 1"
    When the change is considered at 2026-08-15 12:00 UTC
    Then it binds <binding> from <from>
    And the notice is as-law-requires

    Examples:
      | changed     | days | binding                | from                 |
      | component   | 12   | at-once                | 2026-09-01 00:00 UTC |
      | component   | 13   | at-once                | 2026-09-02 00:00 UTC |
      | channel     | 30   | at-once                | 2026-09-19 00:00 UTC |
      | price       | 30   | at-purchase-or-renewal | 2026-09-19 00:00 UTC |
      | usage-logic | 30   | at-use                 | 2026-09-19 00:00 UTC |
      | terms       | 30   | by-acceptance          | 2026-09-19 00:00 UTC |

  @7.3 @8.5
  Scenario: That law requires notice is said
    Given Kommo wants to change the component from 2026-09-01 00:00 UTC
    And law requires 30 days of notice under "act 1"
    When the change is considered at 2026-08-15 12:00 UTC
    Then it rests on clause 7.3
    And the notice is required by "act 1"

  @7.3 @8.5
  Scenario Outline: Law or a written agreement may stand against a change: <changed>, <against>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And it would take away ai-reply
    And <against>
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | changed   | against                                             | answer                       |
      | component | law requires nothing                                | may                          |
      | component | law forbids the change under "act 1"                | not-against-law-or-agreement |
      | price     | law forbids the change under "act 1"                | not-against-law-or-agreement |
      | component | law keeps the functionality under "act 1"           | not-against-law-or-agreement |
      | agent     | law keeps the functionality under "act 1"           | not-against-law-or-agreement |
      | component | law keeps ai-reply under "act 1"                    | not-against-law-or-agreement |
      | channel   | law keeps the functionality under "act 1"           | not-against-law-or-agreement |
      | component | law keeps ai-summary under "act 1"                  | may                          |
      | price     | law keeps the functionality under "act 1"           | may-for-the-future-only      |
      | component | the written agreement "agreement 7" keeps ai-reply   | not-against-law-or-agreement |
      | channel   | the written agreement "agreement 7" keeps ai-reply   | not-against-law-or-agreement |
      | component | the written agreement "agreement 7" keeps ai-summary | may                          |
      | agent     | the written agreement "agreement 7" keeps ai-reply   | may                          |

  @3.4 @4.3 @7.3 @8.5 @18.1 @18.2
  Scenario Outline: Where law forbids a change, it does not bind, whatever is changed: <changed>, <rule>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And <also>
    And law forbids the change under "act 1"
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is not-against-law-or-agreement
    And it does not bind
    And rule "<rule>" gives way to "law-forbids-change"

    Examples:
      | changed     | also                                          | rule                              |
      | component   | it is posted at 2026-08-20 00:00 UTC          | provider-or-component-may-change  |
      | channel     | it is posted at 2026-08-20 00:00 UTC          | channel-may-change                |
      | agent       | it is posted at 2026-08-20 00:00 UTC          | agent-may-change                  |
      | package     | it is posted at 2026-08-20 00:00 UTC          | package-may-be-discontinued       |
      | price       | it is posted at 2026-08-20 00:00 UTC          | price-and-structure-change-later  |
      | usage-logic | it is posted at 2026-08-20 00:00 UTC          | usage-logic-changes-prospectively |
      | usage-logic | it is stated to hold for uses before          | usage-logic-changes-as-stated     |
      | terms       | it is posted at 2026-08-20 00:00 UTC          | terms-change-by-acceptance        |

  @7.3 @8.5
  Scenario Outline: Where a written agreement forbids a change, it does not bind, with notice or without: <changed>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And it would take away ai-reply
    And law requires 30 days of notice under "act 2"
    And the written agreement "agreement 7" keeps ai-reply
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is not-against-law-or-agreement
    And it does not bind
    And rule "<rule>" gives way to "agreement-forbids-change"
    And no law requires notice

    Examples:
      | changed   | rule                             |
      | component | provider-or-component-may-change |
      | channel   | channel-may-change               |

  @7.3 @8.5 @18.1
  Scenario Outline: Where law keeps what a change would take away, it does not bind, with notice or without: <changed>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And it would take away ai-reply
    And law requires 30 days of notice under "act 2"
    And law keeps ai-reply under "act 1"
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is not-against-law-or-agreement
    And it does not bind
    And rule "<rule>" gives way to "law-keeps-functionality"
    And no law requires notice

    Examples:
      | changed   | rule                             |
      | component | provider-or-component-may-change |
      | channel   | channel-may-change               |
      | agent     | agent-may-change                 |

  @3.4 @7.3 @8.5 @18.1 @18.2
  Scenario Outline: The notice that law requires is told of with its provision: <changed>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And law requires 30 days of notice under "act 1"
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And it binds <binding> from 2026-10-01 00:00 UTC
    And the notice is as-law-requires
    And the notice is required by "act 1"

    Examples:
      | changed           | answer                  | binding                |
      | component         | may                     | at-once                |
      | channel           | may                     | at-once                |
      | agent             | may                     | at-once                |
      | package           | may-for-the-future-only | at-purchase-or-renewal |
      | price             | may-for-the-future-only | at-purchase-or-renewal |
      | package-structure | may-for-the-future-only | at-purchase-or-renewal |
      | credit-allocation | may-for-the-future-only | at-purchase-or-renewal |
      | renewal-terms     | may-for-the-future-only | at-purchase-or-renewal |
      | usage-logic       | may-for-the-future-only | at-use                 |
      | terms             | may-for-the-future-only | by-acceptance          |

  @7.3 @8.5
  Scenario: Where law requires no notice, none is told of
    Given Kommo wants to change the component from 2026-09-01 00:00 UTC
    And law requires nothing
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is may
    And the notice is none-required
    And no law requires notice

  # That a change holds for uses before it was posted may be stated of usage logic alone (4.3).
  @3.4 @4.3 @7.3 @18.1 @18.2
  Scenario Outline: What is stated of uses before concerns usage logic alone: <changed>
    Given Kommo wants to change the <changed> from 2026-09-01 00:00 UTC
    And it is stated to hold for uses before
    When the change is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And it binds <binding> from 2026-09-01 00:00 UTC
    And it does not rest on clause 4.3

    Examples:
      | changed   | answer                  | binding                |
      | component | may                     | at-once                |
      | agent     | may                     | at-once                |
      | price     | may-for-the-future-only | at-purchase-or-renewal |
      | terms     | may-for-the-future-only | by-acceptance          |

  # Twelve periods from 1 May 2026 end on 26 April 2027, eleven of them on 27 March.
  @3.2 @3.4 @R15 @R24
  Scenario Outline: The end of a running package is that of its last period that was not refunded, paid for or not: <why>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And <why>
    And Kommo wants to change the price from 2026-09-01 00:00 UTC
    When the change is considered at 2026-08-15 12:00 UTC
    Then it binds at-purchase-or-renewal from <from>

    Examples:
      | why                                                  | from                 |
      | only the first 9 periods are paid for                | 2027-04-26 00:00 UTC |
      | USD 100.00 was refunded before for the last 1 period | 2027-03-27 00:00 UTC |

  Scenario Outline: A change too far away to calculate with is refused: from <from>, posted at <posted>
    Given Kommo wants to change the component from <from>
    And it is posted at <posted>
    When the change is considered at 2026-08-15 12:00 UTC
    Then <answer>

    Examples:
      | from                        | posted                      | answer                                                            |
      | 9899-12-31 23:59:59.999 UTC | 2026-08-20 00:00 UTC        | the answer is may                                                 |
      | 9900-01-01 00:00 UTC        | 2026-08-20 00:00 UTC        | the facts are refused at "/change/effectiveAt" as change-too-late |
      | 2026-09-01 00:00 UTC        | 9899-12-31 23:59:59.999 UTC | the answer is may                                                 |
      | 2026-09-01 00:00 UTC        | 9900-01-01 00:00 UTC        | the facts are refused at "/change/effectiveAt" as change-too-late |
