Feature: 7. Third-party providers and service dependencies
  Functionality that was withdrawn, and faults of third parties.

  # The functionality legacy-autoreply is withdrawn from 1 June 2026, 00:00 UTC.

  Background:
    Given the subscription is active and paid
    And a package of one period from 2026-05-15 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And the purchase is made by billing-interface

  @7.3
  Scenario Outline: Withdrawn functionality may not be used from the instant of its withdrawal: <when>
    When the customer wants to use legacy-autoreply at <when>
    Then the answer is <answer>

    Examples:
      | when                           | answer       |
      | 2026-05-31 23:59:59.999 UTC    | eligible     |
      | 2026-06-01 00:00 UTC           | not-eligible |
      | 2026-06-01 00:00:00.001 UTC    | not-eligible |
      | 2026-06-01 01:59:59.999 +02:00 | eligible     |
      | 2026-06-01 02:00 +02:00        | not-eligible |

  @7.3
  Scenario Outline: Withdrawn functionality may not be purchased: <when>
    Given the functionality in question is legacy-autoreply
    When the customer wants to purchase at <when>
    Then the answer is <answer>

    Examples:
      | when                        | answer       |
      | 2026-05-31 23:59:59.999 UTC | eligible     |
      | 2026-06-01 00:00 UTC        | not-eligible |

  @7.3
  Scenario: The bar rests on the right to discontinue a feature
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 7.3

  @7.3
  Scenario Outline: Functionality that was not withdrawn is not barred: <functionality>
    When the customer wants to use <functionality> at 2026-06-05 12:00 UTC
    Then the answer is eligible
    And it does not rest on clause 7.3

    Examples:
      | functionality |
      | ai-reply      |
      | spell-check   |

  @7.3
  Scenario: Law may keep withdrawn functionality open
    Given law keeps the functionality under "telecommunications act 4"
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is eligible
    And it rests on clause 7.3

  @7.3
  Scenario Outline: What keeps withdrawn functionality is named: <law>, <agreement>
    Given law keeps <law> under "telecommunications act 4"
    And the written agreement "master agreement 7" keeps <agreement>
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is eligible
    And rule "withdrawn-functionality-is-kept" says "<reason>"

    Examples:
      | law              | agreement        | reason |
      | legacy-autoreply | ai-reply         | Kommo has removed or discontinued “legacy-autoreply”, but applicable law (telecommunications act 4) keeps it for you. |
      | ai-reply         | legacy-autoreply | Kommo has removed or discontinued “legacy-autoreply”, but a separate written agreement with you keeps it for you. |

  @7.3
  Scenario: What law requires is no matter of functionality that was not withdrawn
    Given law keeps the functionality under "telecommunications act 4"
    When the customer wants to use ai-reply at 2026-06-05 12:00 UTC
    Then the answer is eligible
    And it does not rest on clause 7.3
    Given the functionality in question is ai-reply
    And the fee is USD 50.00
    When the customer purchases by billing-interface at 2026-06-05 12:00 UTC
    Then the answer is accept
    And it does not rest on clause 7.3

  @7.3
  Scenario: Law that does not require it leaves the withdrawal
    Given law requires nothing
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is not-eligible

  @7.3
  Scenario: A written agreement keeps only what it names
    Given the written agreement "master agreement 7" keeps ai-reply
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is not-eligible

  @7.3 @13.2
  Scenario: What keeps functionality does not lift a suspension of access
    Given the written agreement "master agreement 7" keeps legacy-autoreply
    And access is suspended
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 13.2
    And it does not rest on clause 7.3

  @7.3 @2.1
  Scenario: Law that keeps functionality does not stand in for a subscription
    Given the subscription is expired and not paid
    And law keeps the functionality under "telecommunications act 4"
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 2.1
    And it does not rest on clause 7.3

  @7.3
  Scenario Outline: A use of withdrawn functionality is refused from the instant of its withdrawal: <when>
    When 5 units of legacy-autoreply are used at <when>
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | when                        | answer  | taken | left |
      | 2026-05-31 23:59:59.999 UTC | consume | 5     | 595  |
      | 2026-06-01 00:00 UTC        | refuse  | 0     | 600  |
      | 2026-06-01 00:00:00.001 UTC | refuse  | 0     | 600  |

  @7.3
  Scenario: A use before the withdrawal is charged however late it is reported
    When 5 units of legacy-autoreply are used at 2026-05-20 12:00 UTC
    Then the answer is consume

  # After its withdrawal the functionality is no longer designated, so that 1.6 would charge nothing.
  @7.3 @1.6
  Scenario: A withdrawal prevails over what would cost nothing
    When 5 units of legacy-autoreply are used at 2026-06-05 12:00 UTC
    Then the answer is refuse
    And it rests on clause 7.3
    And it does not rest on clause 1.6

  @7.3
  Scenario: Where law keeps withdrawn functionality, its use is not refused and no longer designated
    Given law keeps the functionality under "telecommunications act 4"
    When 5 units of legacy-autoreply are used at 2026-06-05 12:00 UTC
    Then the answer is no-charge
    And 0 credits are taken and 600 are left

  # The price list of the time still has a price for it, but it is no longer designated.
  @7.3 @1.6
  Scenario Outline: Where law keeps withdrawn functionality, its use needs no credits from the withdrawal on: <when>
    Given law keeps the functionality under "telecommunications act 4"
    And <consumed> of 1,000 credits are consumed
    When 5 units of legacy-autoreply are used at <when>
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | when                        | consumed | answer    | taken | left |
      | 2026-05-31 23:59:59.999 UTC | 400      | consume   | 5     | 595  |
      | 2026-05-31 23:59:59.999 UTC | 1,000    | refuse    | 0     | 0    |
      | 2026-06-01 00:00 UTC        | 400      | no-charge | 0     | 600  |
      | 2026-06-01 00:00 UTC        | 1,000    | no-charge | 0     | 0    |

  @7.3
  Scenario: Where a written agreement keeps withdrawn functionality, its use is not refused
    Given the written agreement "master agreement 7" keeps legacy-autoreply
    When 5 units of legacy-autoreply are used at 2026-06-05 12:00 UTC
    Then the answer is no-charge

  @7.4 @8.4 @R22
  Scenario: A third party's outage gives no refund
    When the customer asks for a refund on the ground of third-party-outage at 2026-06-05 12:00 UTC
    Then the answer is not-refundable
    And it rests on clause 7.4
    And it rests on clause 8.4

  @7.4 @8.4 @6.5 @R22
  Scenario: A verified technical failure is not a third party's outage
    Given the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2026-06-05 12:00 UTC
    Then the answer is discretionary
    And it does not rest on clause 7.4
    And it does not rest on clause 8.4

  @7.4 @6.3
  Scenario: A third party's outage does not take what 6.3 gives
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of third-party-outage at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods

  @7.4 @R22
  Scenario: Kommo is not responsible for the outage of a provider
    Given a claim of USD 100.00 arises from an event at 2026-08-01 12:00 UTC
    And the customer paid USD 1,000.00 for the package at 2026-05-01 00:00 UTC
    And the claim arises from an outage of a provider
    And the provider is outside Kommo's reasonable control
    When the claim is considered at 2026-08-15 12:00 UTC
    Then the answer is excluded
    And Kommo owes nothing
    And it rests on clause 7.4
    And it does not rest on clause 8.4
    And clause 16.4 is overridden
    And reading R22 is applied

  @7.4 @8.4 @R22
  Scenario: A fault of no third party is Kommo's to answer for, up to the cap
    Given a claim of USD 100.00 arises from an event at 2026-08-01 12:00 UTC
    And the customer paid USD 1,000.00 for the package at 2026-05-01 00:00 UTC
    And the claim arises from none of the excluded causes
    When the claim is considered at 2026-08-15 12:00 UTC
    Then the answer is capped
    And USD 100.00 is the limit under a cap of USD 1,000.00
    And it does not rest on clause 7.4
    And it does not rest on clause 8.4
