Feature: 16. Limitation of liability
  For which losses and causes Kommo is not liable, and up to which amount it is.

  # A claim is for direct loss under the package "package-1", unless a scenario says otherwise.

  Background:
    Given a claim of USD 100.00 arises from an event at 2027-05-15 12:00 UTC
    And the customer paid USD 70.00 for the package at 2027-01-01 00:00 UTC

  @16.4
  Scenario: Liability for a direct loss is limited to what was paid in the twelve months before the event
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00
    And the twelve months begin at 2026-05-15 12:00 UTC
    And no loss is excluded
    And it rests on clause 16.4
    And it does not rest on clause 16.2
    And nothing is left to choice

  @16.4
  Scenario Outline: The limit is the claim, or the cap where that is less: <claimed>
    Given a claim of <claimed> arises from an event at 2027-05-15 12:00 UTC
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And <limit> is the limit under a cap of USD 70.00

    Examples:
      | claimed   | limit     |
      | USD 0.00  | USD 0.00  |
      | USD 69.99 | USD 69.99 |
      | USD 70.00 | USD 70.00 |
      | USD 70.01 | USD 70.00 |

  @16.4
  Scenario Outline: The twelve months begin with their first instant and end before the event: paid <paid>
    Given nothing is said of "payments"
    And the customer paid USD 70.00 for the package at <paid>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And <cap> is the limit under a cap of <cap>
    And the twelve months begin at 2026-05-15 12:00 UTC

    Examples:
      | paid                           | cap       |
      | 2025-01-01 00:00 UTC           | USD 0.00  |
      | 2026-05-15 11:59:59.999 UTC    | USD 0.00  |
      | 2026-05-15 12:00 UTC           | USD 70.00 |
      | 2026-05-15 12:00:00.001 UTC    | USD 70.00 |
      | 2026-05-15 13:59:59.999 +02:00 | USD 0.00  |
      | 2026-05-15 14:00 +02:00        | USD 70.00 |
      | 2027-05-15 11:59:59.999 UTC    | USD 70.00 |
      | 2027-05-15 12:00 UTC           | USD 0.00  |
      | 2027-05-15 12:00:00.001 UTC    | USD 0.00  |
      | 2027-05-15 13:59:59.999 +02:00 | USD 70.00 |
      | 2027-05-15 14:00 +02:00        | USD 0.00  |

  # Twelve calendar months: neither 365 days nor twelve steps of a month each, which would stick to the 28th.
  @16.4
  Scenario Outline: The twelve months are calendar months, with a month's end clamped: an event at <event>
    Given a claim of USD 100.00 arises from an event at <event>
    And nothing is said of "payments"
    And the customer paid USD 5.00 for the package at <just before>
    And the customer paid USD 30.00 for the package at <from>
    And the customer paid USD 10.00 for the package at <just over>
    When the claim is considered at 2030-01-01 00:00 UTC
    Then the answer is capped
    And the twelve months begin at <from>
    And USD 40.00 is the limit under a cap of USD 40.00

    Examples:
      | event                       | just before                 | from                        | just over                   |
      | 2027-03-31 00:00 UTC        | 2026-03-30 23:59:59.999 UTC | 2026-03-31 00:00 UTC        | 2026-03-31 00:00:00.001 UTC |
      | 2027-02-28 00:00 UTC        | 2026-02-27 23:59:59.999 UTC | 2026-02-28 00:00 UTC        | 2026-02-28 00:00:00.001 UTC |
      | 2026-12-31 23:59:59.999 UTC | 2025-12-31 23:59:59.998 UTC | 2025-12-31 23:59:59.999 UTC | 2026-01-01 00:00 UTC        |

    Examples: The leap day of 2028
      | event                       | just before                 | from                        | just over                   |
      | 2028-02-28 00:00 UTC        | 2027-02-27 23:59:59.999 UTC | 2027-02-28 00:00 UTC        | 2027-02-28 00:00:00.001 UTC |
      | 2028-02-29 00:00 UTC        | 2027-02-27 23:59:59.999 UTC | 2027-02-28 00:00 UTC        | 2027-02-28 00:00:00.001 UTC |
      | 2028-02-29 18:45 UTC        | 2027-02-28 18:44:59.999 UTC | 2027-02-28 18:45 UTC        | 2027-02-28 18:45:00.001 UTC |
      | 2028-03-01 00:00 UTC        | 2027-02-28 23:59:59.999 UTC | 2027-03-01 00:00 UTC        | 2027-03-01 00:00:00.001 UTC |
      | 2029-02-28 00:00 UTC        | 2028-02-27 23:59:59.999 UTC | 2028-02-28 00:00 UTC        | 2028-02-29 00:00 UTC        |
      | 2029-03-01 00:00 UTC        | 2028-02-29 23:59:59.999 UTC | 2028-03-01 00:00 UTC        | 2028-03-01 00:00:00.001 UTC |

  @16.4
  Scenario Outline: The twelve months end at the event, at a month's end too: an event at <event>
    Given a claim of USD 100.00 arises from an event at <event>
    And nothing is said of "payments"
    And the customer paid USD 30.00 for the package at <just before>
    And the customer paid USD 5.00 for the package at <event>
    And the customer paid USD 7.00 for the package at <just over>
    When the claim is considered at 2030-01-01 00:00 UTC
    Then the answer is capped
    And USD 30.00 is the limit under a cap of USD 30.00

    Examples:
      | event                | just before                 | just over                   |
      | 2027-03-31 00:00 UTC | 2027-03-30 23:59:59.999 UTC | 2027-03-31 00:00:00.001 UTC |
      | 2027-02-28 00:00 UTC | 2027-02-27 23:59:59.999 UTC | 2027-02-28 00:00:00.001 UTC |
      | 2028-02-29 00:00 UTC | 2028-02-28 23:59:59.999 UTC | 2028-02-29 00:00:00.001 UTC |

  # 29 February 2028 01:00 +02:00 is 28 February 23:00 UTC; a year before that is 28 February 2027 23:00 UTC,
  # whereas the local 29 February, clamped, would begin a day earlier.
  @16.4
  Scenario: The twelve months are counted in UTC, whatever the offset of the event
    Given a claim of USD 100.00 arises from an event at 2028-02-29 01:00 +02:00
    And nothing is said of "payments"
    And the customer paid USD 5.00 for the package at 2027-02-28 22:59:59.999 UTC
    And the customer paid USD 30.00 for the package at 2027-02-28 23:00 UTC
    When the claim is considered at 2028-06-01 00:00 UTC
    Then the twelve months begin at 2027-02-28 23:00 UTC
    And USD 30.00 is the limit under a cap of USD 30.00

  @16.4
  Scenario: The payments for the package in the twelve months are added up
    Given the customer paid USD 20.00 for the package at 2027-02-01 00:00 UTC
    And the customer paid USD 9.99 for the package at 2027-03-01 00:00 UTC
    When the claim is considered at 2027-06-01 00:00 UTC
    Then USD 99.99 is the limit under a cap of USD 99.99

  @16.4
  Scenario: What was paid for another package does not count
    Given the customer paid USD 500.00 for another package at 2027-02-01 00:00 UTC
    When the claim is considered at 2027-06-01 00:00 UTC
    Then USD 70.00 is the limit under a cap of USD 70.00

  @16.4
  Scenario: Where everything was paid for another package, the cap is nothing
    Given nothing is said of "payments"
    And the customer paid USD 500.00 for another package at 2027-02-01 00:00 UTC
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 0.00 is the limit under a cap of USD 0.00

  @16.4
  Scenario: Where nothing was paid, Kommo owes nothing
    Given nothing is said of "payments"
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 0.00 is the limit under a cap of USD 0.00
    And "payments" is assumed
    And "paidOut" is assumed

  @16.4 @6.3
  Scenario: What was paid counts in full, though some of it was refunded
    Given a package of one period from 2027-01-01 00:00 UTC for USD 70.00
    And USD 50.00 was refunded before
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

  @16.4
  Scenario Outline: The cap is one for all claims: <paid out> was paid out before
    Given <paid out> was paid out under the cap before
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And <cap> is the limit under a cap of <cap>

    Examples:
      | paid out  | cap       |
      | USD 0.00  | USD 70.00 |
      | USD 0.01  | USD 69.99 |
      | USD 69.99 | USD 0.01  |
      | USD 70.00 | USD 0.00  |
      | USD 70.01 | USD 0.00  |

  # What a fact dates after the instant of the decision has not happened yet.
  @16.4
  Scenario Outline: A payment that has not been made yet does not count: paid <paid>
    Given a claim of USD 100.00 arises from an event at 2027-09-01 00:00 UTC
    And nothing is said of "payments"
    And the customer paid USD 70.00 for the package at <paid>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then <cap> is the limit under a cap of <cap>

    Examples:
      | paid                        | cap       |
      | 2027-05-31 23:59:59.999 UTC | USD 70.00 |
      | 2027-06-01 00:00 UTC        | USD 70.00 |
      | 2027-06-01 00:00:00.001 UTC | USD 0.00  |

  @16.1 @16.4
  Scenario Outline: A cap in the Terms Of Use takes the place of that of 16.4, lower or higher: <stated>
    Given the Terms Of Use cap liability at <stated>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And <limit> is the limit under a cap of <stated>
    And no twelve months count
    And clause 16.4 is overridden

    Examples:
      | stated     | limit      |
      | USD 0.00   | USD 0.00   |
      | USD 40.00  | USD 40.00  |
      | USD 99.99  | USD 99.99  |
      | USD 100.00 | USD 100.00 |
      | USD 500.00 | USD 100.00 |

  @16.1 @16.4
  Scenario Outline: What was paid out before lessens the cap of the Terms Of Use too: <paid out>
    Given the Terms Of Use cap liability at USD 40.00
    And <paid out> was paid out under the cap before
    When the claim is considered at 2027-06-01 00:00 UTC
    Then <cap> is the limit under a cap of <cap>

    Examples:
      | paid out  | cap       |
      | USD 39.99 | USD 0.01  |
      | USD 40.00 | USD 0.00  |
      | USD 40.01 | USD 0.00  |

  @16.4
  Scenario: Where the Terms Of Use state no cap, that of 16.4 stands
    When the claim is considered at 2027-06-01 00:00 UTC
    Then clause 16.4 is not overridden
    And the twelve months begin at 2026-05-15 12:00 UTC

  @16.2
  Scenario Outline: Kommo is not liable for other than direct loss: <loss>
    Given USD 100.00 are claimed for <loss>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing
    And <loss> is an excluded loss
    And it rests on clause 16.2
    And clause 16.4 is overridden
    And nothing is left to choice

    Examples:
      | loss           |
      | indirect       |
      | incidental     |
      | special        |
      | exemplary      |
      | punitive       |
      | consequential  |
      | lost-profits   |
      | lost-revenue   |
      | lost-business  |
      | lost-goodwill  |
      | lost-data      |
      | lost-customers |
      | lost-contracts |
      | lost-savings   |

  @16.2
  Scenario: Several kinds of loss of which none is direct are all excluded
    Given USD 100.00 are claimed for lost-profits and USD 100.00 for lost-goodwill
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing
    And 2 losses are excluded
    And it rests on clause 16.2

  @16.2 @16.4
  Scenario Outline: Beside a direct loss the other one is excluded, and the claim is capped: <loss>
    Given USD 100.00 are claimed for direct and USD 100.00 for <loss>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00
    And <loss> is an excluded loss
    And 1 loss is excluded

    Examples:
      | loss          |
      | consequential |
      | lost-profits  |
      | lost-data     |

  @16.2
  Scenario: A direct loss is none of those that 16.2 excludes
    Given USD 100.00 are claimed for direct
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And no loss is excluded

  @16.3(a) @16.3(b) @16.3(c) @16.3(d) @16.3(e) @16.3(f) @16.3(g)
  Scenario Outline: Kommo is not liable for what arises from an excluded cause: <clause>
    Given <the cause>
    And it was in accordance with the terms
    And the provider is outside Kommo's reasonable control
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing
    And it rests on clause <clause>
    And it does not rest on clause <other>
    And it does not rest on clause 16.2
    And clause 16.4 is overridden
    And nothing is left to choice

    Examples:
      | the cause                                                          | clause  | other   |
      | the claim arises from reliance on output without verification      | 16.3(a) | 16.3(b) |
      | the claim arises from the customer's configuration                 | 16.3(b) | 16.3(c) |
      | the claim arises from the customer's data                          | 16.3(c) | 16.3(d) |
      | the claim arises from acts of the customer, its users or customers | 16.3(d) | 16.3(e) |
      | the claim arises from a third party's failure                      | 16.3(e) | 16.3(f) |
      | the claim arises from a suspension or change of AI agent           | 16.3(f) | 16.3(g) |
      | the claim arises from a restriction imposed by a channel           | 16.3(g) | 16.3(a) |

  @16.3(f)
  Scenario Outline: A suspension or change is an excluded cause only in accordance with the terms: <accordance>
    Given the claim arises from a suspension or change of AI agent
    And <accordance>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is <answer>
    And <effect>

    Examples:
      | accordance                              | answer   | effect                             |
      | it was in accordance with the terms     | excluded | it rests on clause 16.3(f)         |
      | it was not in accordance with the terms | capped   | it does not rest on clause 16.3(f) |

  @16.3(f) @16.4
  Scenario: A suspension or change against the terms leaves the cap
    Given the claim arises from a suspension or change of AI agent
    And it was not in accordance with the terms
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

  @16.3(f)
  Scenario: Whether a suspension was in accordance with the terms must be said
    Given the claim arises from a suspension or change of AI agent
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "/claim/inAccordance" as missing-fact

  @7.4
  Scenario: Whether a provider was outside Kommo's reasonable control must be said
    Given the claim arises from an outage of a provider
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "/claim/outsideControl" as missing-fact
    Given the provider is within Kommo's reasonable control
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And it does not rest on clause 7.4

  @16.3(f) @16.3(b)
  Scenario: A suspension against the terms does not take away another excluded cause
    Given the claim arises from a suspension or change of AI agent
    And it was not in accordance with the terms
    And the claim arises from the customer's configuration
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it rests on clause 16.3(b)
    And it does not rest on clause 16.3(f)

  @16.3(b) @16.3(f)
  Scenario: For the other causes it does not matter whether something was in accordance with the terms
    Given the claim arises from the customer's configuration
    And it was not in accordance with the terms
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it rests on clause 16.3(b)

  @16.3
  Scenario: A cause that no clause excludes leaves the cap
    Given the claim arises from none of the excluded causes
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

  @16.3(a) @16.3(c) @16.3(e)
  Scenario: Several excluded causes stand together
    Given the claim arises from reliance on output without verification
    And the claim arises from the customer's data
    And the claim arises from a third party's failure
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it rests on clause 16.3(a)
    And it rests on clause 16.3(c)
    And it rests on clause 16.3(e)

  @16.3(a)
  Scenario: One excluded cause among others is enough
    Given the claim arises from none of the excluded causes
    And the claim arises from reliance on output without verification
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it rests on clause 16.3(a)

  @16.2 @16.3(b)
  Scenario: An excluded loss from an excluded cause is excluded by both
    Given USD 100.00 are claimed for lost-revenue
    And the claim arises from the customer's configuration
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it rests on clause 16.2
    And it rests on clause 16.3(b)

  @16.3(b) @7.4 @8.4
  Scenario: A third party's outage and an excluded cause stand together
    Given the claim arises from the customer's configuration
    And the claim arises from an outage of a provider
    And the claim arises from the unavailability of a channel
    And the provider is outside Kommo's reasonable control
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it rests on clause 7.4
    And it rests on clause 8.4
    And it rests on clause 16.3(b)

  @16.3(a) @16.1
  Scenario: A cap in the Terms Of Use gives nothing where the cause is excluded
    Given the Terms Of Use cap liability at USD 500.00
    And the claim arises from reliance on output without verification
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing

  @16.2 @16.1
  Scenario: A cap in the Terms Of Use gives nothing where the loss is excluded
    Given the Terms Of Use cap liability at USD 500.00
    And USD 100.00 are claimed for lost-profits
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing

  @16.4
  Scenario: Where law forbids the limit, none holds for the claim
    Given law forbids the limit under "product liability act 1"
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap
    And clause 16.4 is overridden
    And nothing is left to choice

  @16.2
  Scenario: Law that forbids the limit prevails over the kind of loss
    Given law forbids the limit under "product liability act 1"
    And USD 100.00 are claimed for lost-profits
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap

  @16.3(a) @16.3(b) @16.3(c) @16.3(d) @16.3(e) @16.3(f) @16.3(g) @7.4 @8.4
  Scenario Outline: Law that forbids the limit prevails over an excluded cause: <clause>
    Given law forbids the limit under "product liability act 1"
    And <the cause>
    And it was in accordance with the terms
    And the provider is outside Kommo's reasonable control
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap
    And clause <clause> is overridden

    Examples:
      | the cause                                                          | clause  |
      | the claim arises from reliance on output without verification      | 16.3(a) |
      | the claim arises from the customer's configuration                 | 16.3(b) |
      | the claim arises from the customer's data                          | 16.3(c) |
      | the claim arises from acts of the customer, its users or customers | 16.3(d) |
      | the claim arises from a third party's failure                      | 16.3(e) |
      | the claim arises from a suspension or change of AI agent           | 16.3(f) |
      | the claim arises from a restriction imposed by a channel           | 16.3(g) |
      | the claim arises from an outage of a provider                      | 7.4     |
      | the claim arises from the unavailability of a channel              | 8.4     |

  @16.1 @16.4
  Scenario: Law that forbids the limit prevails over the cap of the Terms Of Use and over what was paid out
    Given law forbids the limit under "product liability act 1"
    And the Terms Of Use cap liability at USD 40.00
    And USD 40.00 was paid out under the cap before
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 100.00 is the limit without a cap

  @16.4
  Scenario: Law that does not forbid the limit leaves the cap
    Given law requires nothing
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

  @16.3(c)
  Scenario: Law that does not forbid the limit leaves an excluded cause
    Given law requires nothing
    And the claim arises from the customer's data
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded

  @16.4
  Scenario: Law that forbids the limit says under which provision
    Given the facts
      | path                   | value |
      | law.forbidsLimit.lifts | both  |
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "/law/forbidsLimit/provision"

  @16.4
  Scenario Outline: Two currencies in one claim are refused: <which>
    Given <which>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "<pointer>" as two-currencies

    Examples:
      | which                                                                      | pointer                 |
      | the customer paid EUR 20.00 for the package at 2027-02-01 00:00 UTC        | /payments               |
      | EUR 20.00 was paid out under the cap before                                | /paidOut/currency       |
      | the Terms Of Use cap liability at EUR 20.00                                | /termsOfUseCap/currency |

  @16.4
  Scenario: A claim in another currency than dollars is decided in its own
    Given a claim of JPY 10,000 arises from an event at 2027-05-15 12:00 UTC
    And nothing is said of "payments"
    And the customer paid JPY 7,000 for the package at 2027-02-01 00:00 UTC
    When the claim is considered at 2027-06-01 00:00 UTC
    Then JPY 7,000 is the limit under a cap of JPY 7,000
    And "paidOut" is assumed

  @16.2
  Scenario Outline: A claim names its losses: <why>
    Given the facts
      | path         | value    |
      | claim.losses | <losses> |
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "<pointer>"

    Examples:
      | why                                | losses   | pointer         |
      | none                               | []       | /claim/losses   |
      | more than one currency             | [{ kind: direct, amount: { minor: 1, currency: USD } }, { kind: indirect, amount: { minor: 1, currency: EUR } }] | /claim/losses   |
      | too much                           | [{ kind: direct, amount: { minor: 1000000000000000, currency: USD } }, { kind: indirect, amount: { minor: 1, currency: USD } }] | /claim/losses   |
      | one that no clause knows           | [{ kind: regret, amount: { minor: 1, currency: USD } }] | /claim/losses/0/kind |

  @16.3 @16.4
  Scenario: Everything that a claim lacks is named in one answer
    Given the facts
      | path  | value |
      | claim | {}    |
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "/claim/eventAt" as missing-fact
    And the facts are refused at "/claim/package" as missing-fact
    And the facts are refused at "/claim/losses" as missing-fact

  @16.1 @16.2 @16.3(a) @16.3(b) @16.3(c) @16.3(d) @16.3(e) @16.3(f) @16.3(g) @7.4 @8.4
  Scenario Outline: An excluded cause prevails over every cap, and over the kind of loss: <clause>
    Given the Terms Of Use cap liability at USD 500.00
    And USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    And <the cause>
    And it was in accordance with the terms
    And the provider is outside Kommo's reasonable control
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And Kommo owes nothing
    And it rests on clause <clause>
    And 2 losses are excluded
    And it does not rest on clause 16.2
    And clause 16.1 is overridden

    Examples:
      | the cause                                                          | clause  |
      | the claim arises from reliance on output without verification      | 16.3(a) |
      | the claim arises from the customer's configuration                 | 16.3(b) |
      | the claim arises from the customer's data                          | 16.3(c) |
      | the claim arises from acts of the customer, its users or customers | 16.3(d) |
      | the claim arises from a third party's failure                      | 16.3(e) |
      | the claim arises from a suspension or change of AI agent           | 16.3(f) |
      | the claim arises from a restriction imposed by a channel           | 16.3(g) |
      | the claim arises from an outage of a provider                      | 7.4     |
      | the claim arises from the unavailability of a channel              | 8.4     |

  @16.2
  Scenario: Law that forbids the limit prevails where a direct loss and another one are claimed
    Given law forbids the limit under "product liability act 1"
    And USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is not-limited
    And USD 200.00 is the limit without a cap
    And no loss is excluded

  @16.4 @R27
  Scenario: What was paid for the packages that it renews counts
    Given the customer paid USD 25.00 for another package at 2026-12-01 00:00 UTC
    When the claim is considered at 2027-06-01 00:00 UTC
    Then USD 70.00 is the limit under a cap of USD 70.00
    And reading R27 is applied
    Given the package renews another
    When the claim is considered at 2027-06-01 00:00 UTC
    Then USD 95.00 is the limit under a cap of USD 95.00

  @16.3(a) @R28
  Scenario: A listed cause excludes beside another one
    Given the claim arises from reliance on output without verification
    And the claim arises from none of the excluded causes
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And reading R28 is applied

  @16.4
  Scenario: What was paid out before is said only where there was some
    When the claim is considered at 2027-06-01 00:00 UTC
    Then rule "paid-out-before-counts" does not decide
    Given USD 40.00 was paid out under the cap before
    When the claim is considered at 2027-06-01 00:00 UTC
    Then USD 30.00 is the limit under a cap of USD 30.00
    And rule "paid-out-before-counts" decides
    Given the claim arises from the customer's data
    When the claim is considered at 2027-06-01 00:00 UTC
    Then rule "paid-out-before-counts" does not decide

  @16.2 @16.3 @16.4 @R33
  Scenario Outline: Law lifts what it names, and no more: <law>, <cause>, USD 100.00 for <one> and for <another>
    Given USD 100.00 are claimed for <one> and USD 100.00 for <another>
    And <cause>
    And <law>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is <answer>
    And <limit>
    And <excluded> losses are excluded

    Examples:
      | law                                           | cause                                             | one    | another      | answer      | limit                                       | excluded |
      | law forbids the exclusion under "act 1"       | the claim arises from none of the excluded causes | direct | lost-profits | capped      | USD 70.00 is the limit under a cap of USD 70.00  | 0   |
      | law forbids the cap under "act 1"             | the claim arises from none of the excluded causes | direct | lost-profits | not-limited | USD 100.00 is the limit without a cap            | 1   |
      | law forbids the both under "act 1"            | the claim arises from none of the excluded causes | direct | lost-profits | not-limited | USD 200.00 is the limit without a cap            | 0   |
      | law forbids the both for direct under "act 1" | the claim arises from none of the excluded causes | direct | lost-profits | not-limited | USD 100.00 is the limit without a cap            | 1   |
      | law forbids the both for lost-profits under "act 1" | the claim arises from none of the excluded causes | direct | lost-profits | capped | USD 170.00 is the limit under a cap of USD 70.00 | 0   |
      | law forbids the exclusion for direct under "act 1" | the claim arises from the customer's data     | direct | lost-profits | capped      | USD 70.00 is the limit under a cap of USD 70.00  | 1   |
      | law forbids the cap under "act 1"             | the claim arises from the customer's data         | direct | direct       | excluded    | Kommo owes nothing                               | 1   |
      | law forbids the exclusion under "act 1"       | the claim arises from none of the excluded causes | direct | direct       | capped      | USD 70.00 is the limit under a cap of USD 70.00  | 0   |
      | law requires everything but the forbidsLimit under "act 1" | the claim arises from none of the excluded causes | direct | lost-profits | capped | USD 70.00 is the limit under a cap of USD 70.00 | 1 |

  @16.1 @16.4 @R33
  Scenario Outline: What law leaves of the limits is that of the Terms Of Use where they state one: <law>
    Given USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    And <law>
    And <terms of use>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is <answer>
    And <limit>
    And <losses> excluded
    And rule "terms-of-use-limit-stands-beside-law" <decides>

    Examples:
      | law                                                 | terms of use                             | answer      | limit                                            | losses    | decides         |
      | law forbids the both for lost-profits under "act 1" | the Terms Of Use cap liability at USD 40.00 | capped   | USD 140.00 is the limit under a cap of USD 40.00 | no loss is | decides         |
      | law forbids the both for lost-profits under "act 1" | USD 0.00 was paid out under the cap before | capped      | USD 170.00 is the limit under a cap of USD 70.00 | no loss is | does not decide |
      | law forbids the cap under "act 1"                   | the Terms Of Use cap liability at USD 40.00 | not-limited | USD 100.00 is the limit without a cap         | 1 loss is | does not decide |
      | law requires everything but the forbidsLimit under "act 1" | the Terms Of Use cap liability at USD 40.00 | capped | USD 40.00 is the limit under a cap of USD 40.00 | 1 loss is | does not decide |

  @16.2 @16.3 @16.4 @R33
  Scenario Outline: Where law lifts some of the limits, the cause that excludes gives way for what it lifts: <rule>
    Given USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    And <the cause>
    And it was in accordance with the terms
    And the provider is outside Kommo's reasonable control
    And law forbids the exclusion for direct under "act 1"
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00
    And the twelve months begin at 2026-05-15 12:00 UTC
    And lost-profits is an excluded loss
    And 1 loss is excluded
    And rule "<rule>" gives way to "law-lifts-some-limits"
    And rule "some-losses-are-excluded" gives way to "law-lifts-some-limits"

    Examples:
      | the cause                                                          | rule                                |
      | the claim arises from reliance on output without verification      | reliance-on-unverified-output       |
      | the claim arises from the customer's configuration                 | customer-configuration-was-incorrect |
      | the claim arises from the customer's data                          | customer-data-was-inappropriate     |
      | the claim arises from acts of the customer, its users or customers | customer-acts-caused-it             |
      | the claim arises from a third party's failure                      | third-party-failure-caused-it       |
      | the claim arises from a suspension or change of AI agent           | suspension-or-change-in-accordance  |
      | the claim arises from a restriction imposed by a channel           | channel-restriction-caused-it       |
      | the claim arises from an outage of a provider                      | provider-outage-caused-it           |
      | the claim arises from the unavailability of a channel              | channel-unavailability-caused-it    |

  @16.2 @16.4 @R33
  Scenario: Where none of the losses is direct and law opens one of them, that one is capped
    Given USD 100.00 are claimed for lost-profits and USD 100.00 for lost-data
    And law forbids the exclusion for lost-profits under "act 1"
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00
    And lost-data is an excluded loss
    And 1 loss is excluded
    And rule "all-losses-are-excluded" gives way to "law-lifts-some-limits"

  # Nothing was excluded that law could open: the law has no part in the answer.
  @16.2 @16.4 @R33
  Scenario Outline: Law that forbids an exclusion is told of only where it opens a loss: <losses>, <cause>
    Given USD 100.00 are claimed for <losses>
    And <cause>
    And law forbids the exclusion under "act 1"
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00
    And no loss is excluded
    And rule "law-lifts-some-limits" <decides>

    Examples:
      | losses                                  | cause                                             | decides         |
      | direct                                  | the claim arises from none of the excluded causes | does not decide |
      | direct                                  | the claim arises from the customer's data         | decides         |
      | lost-profits                            | the claim arises from none of the excluded causes | decides         |
      | direct and USD 100.00 for lost-profits  | the claim arises from none of the excluded causes | decides         |

  @16.2 @R33
  Scenario: Where law opens every loss, none is excluded by its kind
    Given USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    And law forbids the exclusion under "act 1"
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And it does not rest on clause 16.1
    And clause 16.4 is overridden
    And clause 16.2 is not overridden

  @16.2 @16.3(c)
  Scenario: A direct loss that its cause excludes is not excluded by its kind too
    Given the claim arises from the customer's data
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is excluded
    And it does not rest on clause 16.2
    And clause 16.2 is not overridden

  # Whether something was in accordance with the terms, or outside Kommo's control, matters for its own cause alone.
  @7.4 @16.3(f) @R22
  Scenario Outline: What is said of no cause excludes nothing: <cause>, <said>
    Given <cause>
    And <said>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

    Examples:
      | cause                                             | said                                                |
      | the claim arises from none of the excluded causes | it was in accordance with the terms                 |
      | the claim arises from none of the excluded causes | the provider is outside Kommo's reasonable control  |
      | the claim arises from an outage of a provider     | the provider is within Kommo's reasonable control   |

  @7.4 @16.3(f)
  Scenario Outline: What was in accordance with the terms makes no outage Kommo's excuse, and the reverse: <cause>
    Given <cause>
    And <said>
    And <of the other>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is capped
    And USD 70.00 is the limit under a cap of USD 70.00

    Examples:
      | cause                                                    | said                                              | of the other                                        |
      | the claim arises from an outage of a provider            | the provider is within Kommo's reasonable control | it was in accordance with the terms                 |
      | the claim arises from a suspension or change of AI agent | it was not in accordance with the terms           | the provider is outside Kommo's reasonable control  |

  # Law opens the loss of profits, which the cap holds; what was paid out before has been taken off the cap all the same.
  @16.4 @R33
  Scenario Outline: What was paid out before is said where law lifts some of the limits too, and not where it lifts them all: <law>
    Given USD 100.00 are claimed for direct and USD 100.00 for lost-profits
    And USD 0.01 was paid out under the cap before
    And <law>
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the answer is <answer>
    And <limit>
    And rule "paid-out-before-counts" <decides>

    Examples:
      | law                                           | answer      | limit                                            | decides         |
      | law requires nothing                          | capped      | USD 69.99 is the limit under a cap of USD 69.99  | decides         |
      | law forbids the exclusion under "act 1"       | capped      | USD 69.99 is the limit under a cap of USD 69.99  | decides         |
      | law forbids the both for lost-profits under "act 1" | capped | USD 169.99 is the limit under a cap of USD 69.99 | decides        |
      | law forbids the both under "act 1"            | not-limited | USD 200.00 is the limit without a cap            | does not decide |

  @16.4
  Scenario Outline: A claim that names no loss has that one fault: <also>
    Given <also>
    And the facts
      | path         | value |
      | claim.losses | []    |
    When the claim is considered at 2027-06-01 00:00 UTC
    Then the facts are refused at "/claim/losses" as empty
    And 1 fact is wrong in all

    Examples:
      | also                                                                |
      | the customer paid USD 20.00 for the package at 2027-02-01 00:00 UTC |
      | USD 20.00 was paid out under the cap before                         |
      | the Terms Of Use cap liability at USD 20.00                         |
