Feature: 4. Credits and usage
  What a use takes, when it is refused, and what becomes of what is left over.

  Background:
    Given the subscription is active and paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed

  @4.2
  Scenario: A use takes what the tariff in force says
    When 3 units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is consume
    And 3 credits are taken and 597 are left
    And the tariff is that for ai-reply since 2026-04-27 00:00 UTC
    And it rests on clause 4.2
    And nothing is left to choice

  @4.2 @4.3
  Scenario Outline: Units are counted in blocks and rounded as the tariff says: <units> of <functionality>
    When <units> units of <functionality> are used at 2026-05-15 12:00 UTC
    Then the answer is consume
    And <taken> credits are taken and <left> are left

    Examples: One unit a block
      | units | functionality | taken | left |
      | 1     | ai-reply      | 1     | 599  |
      | 7     | ai-reply      | 7     | 593  |
      | 2     | ai-summary    | 4     | 596  |
      | 3     | agent-action  | 12    | 588  |

    Examples: Five credits for every begun sixty units
      | units | functionality       | taken | left |
      | 1     | voice-transcription | 5     | 595  |
      | 59    | voice-transcription | 5     | 595  |
      | 60    | voice-transcription | 5     | 595  |
      | 61    | voice-transcription | 10    | 590  |
      | 120   | voice-transcription | 10    | 590  |
      | 121   | voice-transcription | 15    | 585  |

    Examples: One credit for every full ten units
      | units | functionality    | taken | left |
      | 10    | knowledge-search | 1     | 599  |
      | 19    | knowledge-search | 1     | 599  |
      | 20    | knowledge-search | 2     | 598  |
      | 99    | knowledge-search | 9     | 591  |

    Examples: One credit for every begun thousand units
      | units | functionality | taken | left |
      | 1     | translation   | 1     | 599  |
      | 1,000 | translation   | 1     | 599  |
      | 1,001 | translation   | 2     | 598  |

  # Nine units are no full block of ten: 0 credits.
  @4.2
  Scenario: Where rounding down leaves nothing to take, nothing is charged
    When 9 units of knowledge-search are used at 2026-05-15 12:00 UTC
    Then the answer is no-charge
    And 0 credits are taken and 600 are left
    And the tariff is that for knowledge-search since 2026-04-27 00:00 UTC
    And it rests on clause 4.2

  @4.3
  Scenario Outline: The tariff may go by message type: <type>
    Given the message type is <type>
    When 2 units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | type     | answer    | taken | left |
      | text     | consume   | 2     | 598  |
      | voice    | consume   | 6     | 594  |
      | template | no-charge | 0     | 600  |

  @4.3
  Scenario: A message type that the tariff does not name for a functionality changes nothing
    Given the message type is voice
    When 2 units of ai-summary are used at 2026-05-15 12:00 UTC
    Then the answer is consume
    And 4 credits are taken and 596 are left

  @4.2 @4.3 @R10
  Scenario Outline: The tariff is that of the instant of use: <when>
    Given a package of one period from 2026-06-20 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When 3 units of ai-reply are used at <when>
    Then the answer is consume
    And <taken> credits are taken and <left> are left
    And the tariff is that for ai-reply since <since>

    Examples:
      | when                           | taken | left | since                |
      | 2026-06-30 23:59:59.999 UTC    | 3     | 597  | 2026-04-27 00:00 UTC |
      | 2026-07-01 00:00 UTC           | 6     | 594  | 2026-07-01 00:00 UTC |
      | 2026-07-01 00:00:00.001 UTC    | 6     | 594  | 2026-07-01 00:00 UTC |
      | 2026-07-01 01:59:59.999 +02:00 | 3     | 597  | 2026-04-27 00:00 UTC |
      | 2026-07-01 02:00 +02:00        | 6     | 594  | 2026-07-01 00:00 UTC |

  @4.3 @3.4 @R10
  Scenario: A package that was bought under the old tariff is used under the new one
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 400 of 1,000 credits are consumed
    When 3 units of ai-reply are used at 2026-07-15 12:00 UTC
    Then the answer is consume
    And 6 credits are taken and 594 are left
    And reading R10 is applied

  @4.3
  Scenario Outline: What a new tariff leaves alone stays as it was: <units> of <functionality>
    Given a package of one period from 2026-07-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When <units> units of <functionality> are used at 2026-07-15 12:00 UTC
    Then the answer is consume
    And <taken> credits are taken and <left> are left

    Examples:
      | units | functionality       | taken | left |
      | 2     | ai-summary          | 4     | 596  |
      | 60    | voice-transcription | 5     | 595  |
      | 61    | voice-transcription | 10    | 590  |
      | 19    | knowledge-search    | 1     | 599  |
      | 1,000 | translation         | 1     | 599  |
      | 1,001 | translation         | 2     | 598  |
      | 3     | agent-action        | 12    | 588  |

  @4.3
  Scenario Outline: The special prices by message type outlast the new tariff: <type>
    Given a package of one period from 2026-07-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And the message type is <type>
    When 2 units of ai-reply are used at 2026-07-15 12:00 UTC
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | type     | answer    | taken | left |
      | text     | consume   | 4     | 596  |
      | voice    | consume   | 6     | 594  |
      | template | no-charge | 0     | 600  |

  @4.2 @4.3
  Scenario Outline: The answer tells the price by which a use was charged: <functionality> at <when>
    Given a package of one period from <start> for USD 50.00
    And 400 of 1,000 credits are consumed
    When 20 units of <functionality> are used at <when>
    Then the answer is consume
    And the tariff is that for <functionality> since <since>
    And the price is <credits> credits for every <per units> units, rounded <rounding>
    And the price is that of every message type

    Examples:
      | functionality       | credits | per units | rounding | start                | when                 | since                |
      | ai-reply            | 1       | 1         | up       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | ai-summary          | 2       | 1         | up       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | voice-transcription | 5       | 60        | up       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | knowledge-search    | 1       | 10        | down     | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | translation         | 1       | 1,000     | up       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | agent-action        | 4       | 1         | up       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | legacy-autoreply    | 1       | 1         | up       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | ai-reply            | 2       | 1         | up       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |
      | ai-summary          | 2       | 1         | up       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |
      | voice-transcription | 5       | 60        | up       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |
      | knowledge-search    | 1       | 10        | down     | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |
      | translation         | 1       | 1,000     | up       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |
      | agent-action        | 4       | 1         | up       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |

  @4.3
  Scenario Outline: The answer tells the price of the message type: <type> at <when>
    Given a package of one period from <start> for USD 50.00
    And 400 of 1,000 credits are consumed
    And the message type is <type>
    When 2 units of ai-reply are used at <when>
    Then the price is <credits> credits for every 1 unit, rounded up
    And the price is that of the message type <type>
    And the tariff is that for ai-reply since <since>

    Examples:
      | type     | credits | start                | when                 | since                |
      | template | 0       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | voice    | 3       | 2026-05-01 00:00 UTC | 2026-05-15 12:00 UTC | 2026-04-27 00:00 UTC |
      | template | 0       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |
      | voice    | 3       | 2026-07-01 00:00 UTC | 2026-07-15 12:00 UTC | 2026-07-01 00:00 UTC |

  @4.1 @R13
  Scenario Outline: A use takes all that it costs or is refused: <units> units with <left before> left
    Given <consumed> of 1,000 credits are consumed
    When <units> units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | consumed | left before | units | answer  | taken | left |
      | 995      | 5           | 4     | consume | 4     | 1    |
      | 995      | 5           | 5     | consume | 5     | 0    |
      | 995      | 5           | 6     | refuse  | 0     | 5    |
      | 999      | 1           | 1     | consume | 1     | 0    |
      | 999      | 1           | 2     | refuse  | 0     | 1    |
      | 1,000    | 0           | 1     | refuse  | 0     | 0    |
      | 0        | 1,000       | 1,000 | consume | 1,000 | 0    |
      | 0        | 1,000       | 1,001 | refuse  | 0     | 1,000 |

  @4.1 @R13
  Scenario: A use that costs more than is left consumes nothing, not what is left
    Given 999 of 1,000 credits are consumed
    When 1 unit of ai-summary is used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And 0 credits are taken and 1 is left
    And it rests on clause 4.1
    And reading R13 is applied

  @4.1
  Scenario: With an allocation of nothing every chargeable use is refused
    Given 0 of 0 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And 0 credits are taken and 0 are left

  @1.7 @4.5
  Scenario Outline: Credits may be used from the package's start to its end: <when>
    When 1 unit of ai-reply is used at <when>
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | when                        | answer  | taken | left |
      | 2026-04-30 23:59:59.999 UTC | refuse  | 0     | 600  |
      | 2026-05-01 00:00 UTC        | consume | 1     | 599  |
      | 2026-05-01 00:00:00.001 UTC | consume | 1     | 599  |
      | 2026-05-30 23:59:59.999 UTC | consume | 1     | 599  |
      | 2026-05-31 00:00 UTC        | refuse  | 0     | 600  |
      | 2026-05-31 00:00:00.001 UTC | refuse  | 0     | 600  |

  # Twelve periods from 1 May 2026 end on 26 April 2027.
  @1.7 @4.5
  Scenario Outline: A prepaid package may be used to the end of its last period: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 400 of 1,000 credits are consumed
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>

    Examples:
      | when                        | answer  |
      | 2026-05-31 00:00 UTC        | consume |
      | 2027-04-25 23:59:59.999 UTC | consume |
      | 2027-04-26 00:00 UTC        | refuse  |

  # Three paid periods from 1 May 2026 end on 30 July 2026.
  @1.7
  Scenario Outline: Periods that are not paid for admit no use: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 3 periods are paid for
    And 400 of 1,000 credits are consumed
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>

    Examples:
      | when                        | answer  |
      | 2026-07-29 23:59:59.999 UTC | consume |
      | 2026-07-30 00:00 UTC        | refuse  |
      | 2026-08-15 12:00 UTC        | refuse  |

  @1.8 @4.5
  Scenario Outline: Credits of another period than that of the use are no credits for it: period <period>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period <period>, counted from 0
    When 1 unit of ai-summary is used at 2026-07-15 12:00 UTC
    Then the answer is <answer>

    # 15 July 2026 is in period 2: 30 June to 30 July.
    Examples:
      | period | answer  |
      | 1      | refuse  |
      | 2      | consume |
      | 3      | refuse  |

  @1.7 @1.8
  Scenario Outline: From the package's first instant on its credits are those of their period: <period>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period <period>, counted from 0
    When 1 unit of ai-summary is used at 2026-05-01 00:00 UTC
    Then the answer is <answer>

    Examples:
      | period | answer  |
      | 0      | consume |
      | 1      | refuse  |

  # No period of the package runs then, so that nothing is said of another one.
  @1.7 @1.8 @4.5
  Scenario Outline: Before the package's start and from its end on, the use is outside the package: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    When 1 unit of ai-summary is used at <when>
    Then the answer is refuse
    And it rests on clause 1.7
    And it does not rest on clause 1.8

    Examples:
      | when                        |
      | 2026-04-30 23:59:59.999 UTC |
      | 2027-04-26 00:00 UTC        |
      | 2027-04-26 00:00:00.001 UTC |

  @4.4 @R12
  Scenario: Credits may not be used for another Kommo account
    Given the use is for another Kommo account
    When 1 unit of ai-reply is used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And 0 credits are taken and 600 are left
    And it rests on clause 4.4
    And reading R12 is applied

  @4.4 @R12
  Scenario: A use for the customer's own customers is its own use
    Given the use is for the customer's own account
    When 1 unit of ai-reply is used at 2026-05-15 12:00 UTC
    Then the answer is consume
    And it does not rest on clause 4.4

  @4.4
  Scenario: A use is for the customer's own account where nothing else is said
    When 1 unit of ai-reply is used at 2026-05-15 12:00 UTC
    Then the answer is consume
    And "event.onBehalfOf" is assumed

  @4.1 @4.4
  Scenario: Several bars to a use of credits stand together
    Given 1,000 of 1,000 credits are consumed
    And the use is for another Kommo account
    When 1 unit of ai-reply is used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 4.1
    And it rests on clause 4.4

  @1.6 @4.1
  Scenario: What takes no credit needs none
    Given 1,000 of 1,000 credits are consumed
    When 5 units of spell-check are used at 2026-05-15 12:00 UTC
    Then the answer is no-charge
    And 0 credits are taken and 0 are left
    And it does not rest on clause 4.2
    And clause 4.1 is not overridden

  @4.1 @4.3
  Scenario: A price of nothing needs no credit
    Given 1,000 of 1,000 credits are consumed
    And the message type is template
    When 5 units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is no-charge
    And 0 credits are taken and 0 are left

  @1.6 @4.4
  Scenario: What takes no credit is open for another account too
    Given the use is for another Kommo account
    When 5 units of spell-check are used at 2026-05-15 12:00 UTC
    Then the answer is no-charge
    And clause 4.4 is overridden

  @1.6 @1.7
  Scenario Outline: What takes no credit needs no running period: <when>
    When 5 units of spell-check are used at <when>
    Then the answer is no-charge
    And 0 credits are taken and 600 are left

    Examples:
      | when                        |
      | 2026-04-30 23:59:59.999 UTC |
      | 2026-05-31 00:00 UTC        |
      | 2026-09-01 00:00 UTC        |

  @1.6 @1.8
  Scenario: What takes no credit does not ask whose period the credits are of
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period 0, counted from 0
    When 5 units of spell-check are used at 2026-07-15 12:00 UTC
    Then the answer is no-charge

  # A template message costs nothing: 0 credits a unit.
  @1.7 @4.3
  Scenario Outline: A price of nothing needs no running period: <when>
    Given the message type is template
    When 5 units of ai-reply are used at <when>
    Then the answer is no-charge
    And 0 credits are taken and 600 are left
    And clause 1.7 is overridden

    Examples:
      | when                        |
      | 2026-04-30 23:59:59.999 UTC |
      | 2026-05-31 00:00 UTC        |

  @1.8 @4.3
  Scenario: A price of nothing does not ask whose period the credits are of
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period 0, counted from 0
    And the message type is template
    When 5 units of ai-reply are used at 2026-07-15 12:00 UTC
    Then the answer is no-charge
    And clause 1.8 is overridden

  @4.3 @4.4
  Scenario: A price of nothing is open for another account too
    Given the use is for another Kommo account
    And the message type is template
    When 5 units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is no-charge
    And clause 4.4 is overridden

  @2.1 @4.3
  Scenario: A price of nothing needs a subscription all the same
    Given the subscription is expired and not paid
    And the message type is template
    When 5 units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 2.1
    And clause 4.3 is overridden

  @4.3 @13.2
  Scenario: A price of nothing does not open what a suspension bars
    Given access is suspended
    And the message type is template
    When 5 units of ai-reply are used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 13.2
    And clause 4.3 is overridden

  @1.6 @2.1
  Scenario: What takes no credit needs a subscription all the same
    Given the subscription is expired and not paid
    When 5 units of spell-check are used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 2.1
    And it does not rest on clause 1.6
    And clause 1.6 is overridden

  @1.6 @2.1 @4.4
  Scenario: A defeated rule still defeats: of two bars only the subscription's stands
    Given the subscription is expired and not paid
    And the use is for another Kommo account
    When 5 units of spell-check are used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 2.1
    And it does not rest on clause 4.4
    And clause 4.4 is overridden

  @4.2
  Scenario: Each bar overrides the consumption that would be
    Given 1,000 of 1,000 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-15 12:00 UTC
    Then the answer is refuse
    And clause 4.2 is overridden

  @4.5
  Scenario Outline: Unused credits are kept until the period's end and then expire: <when>
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And <kept> credits are kept, 0 roll over and <expired> expire
    And the period ends at 2026-05-31 00:00 UTC

    Examples:
      | when                        | answer | kept | expired |
      | 2026-05-01 00:00 UTC        | keep   | 600  | 0       |
      | 2026-05-30 23:59:59.999 UTC | keep   | 600  | 0       |
      | 2026-05-31 00:00 UTC        | expire | 0    | 600     |
      | 2026-05-31 00:00:00.001 UTC | expire | 0    | 600     |
      | 2027-05-31 00:00 UTC        | expire | 0    | 600     |

  @4.5
  Scenario: Credits expire automatically, with nothing left to choice
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And it rests on clause 4.5
    And nothing is left to choice

  @4.5
  Scenario: Where nothing is unused, nothing expires
    Given 1,000 of 1,000 credits are consumed
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 0 expire

  @4.5 @R9
  Scenario Outline: Unused credits roll over where Kommo expressly says so, wherever it says it: <source>
    Given a statement by <source>, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 600 roll over and 0 expire
    And it rests on clause 4.5
    And reading R9 is applied

    Examples:
      | source                |
      | billing-interface     |
      | order-form            |
      | writing               |
      | other-kommo-statement |

  @4.5 @R9
  Scenario: Where Kommo says nothing, unused credits do not roll over
    Given a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @4.5
  Scenario: A statement that credits do not roll over lets them expire
    Given a statement by order-form, "order 9", lets no unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @2.2 @4.5
  Scenario: A statement on something else lets nothing roll over
    Given a statement by order-form, "order 9", expands the subscription
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @4.5
  Scenario Outline: Credits roll over up to the cap, and the rest expires: a cap of <cap>
    Given a statement by billing-interface, "offer 12", lets at most <cap> unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, <rolled> roll over and <expired> expire

    Examples:
      | cap   | rolled | expired |
      | 0     | 0      | 600     |
      | 1     | 1      | 599     |
      | 599   | 599    | 1       |
      | 600   | 600    | 0       |
      | 601   | 600    | 0       |
      | 5,000 | 600    | 0       |

  @4.5
  Scenario: With nothing unused, nothing rolls over
    Given 1,000 of 1,000 credits are consumed
    And a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 0 roll over and 0 expire

  @4.5
  Scenario: Before the period's end a roll-over has not happened
    Given a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-30 23:59:59.999 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire

  @4.5
  Scenario: Without a further period there is nothing to roll over to
    Given a statement by billing-interface, "offer 12", lets unused credits roll over
    And no further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @4.5
  Scenario: No further period follows where nothing else is said
    Given a statement by billing-interface, "offer 12", lets unused credits roll over
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And "nextPeriod" is assumed

  @4.5
  Scenario Outline: An inner period of a prepaid package is followed by the next one, the last is not: period <period>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 400 of 1,000 credits are consumed
    And a statement by billing-interface, "offer 12", lets unused credits roll over
    And the credits are those of period <period>, counted from 0
    When the unused credits are considered at <end>
    Then the answer is <answer>
    And 0 credits are kept, <rolled> roll over and <expired> expire

    Examples:
      | period | end                  | answer    | rolled | expired |
      | 0      | 2026-05-31 00:00 UTC | roll-over | 600    | 0       |
      | 1      | 2026-06-30 00:00 UTC | roll-over | 600    | 0       |
      | 2      | 2026-07-30 00:00 UTC | expire    | 0      | 600     |

  @4.5 @5.1
  Scenario: The last period of a prepaid package rolls over into its renewal
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 400 of 1,000 credits are consumed
    And a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-07-30 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 600 roll over and 0 expire

  @4.5
  Scenario: A roll-over overrides expiry
    Given a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then clause 4.5 is overridden

  @4.5
  Scenario Outline: Law that keeps credits prevails over expiry until its instant: <when>
    Given law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And <kept> credits are kept, 0 roll over and <expired> expire

    Examples:
      | when                        | answer | kept | expired |
      | 2026-05-31 00:00 UTC        | keep   | 600  | 0       |
      | 2026-06-14 23:59:59.999 UTC | keep   | 600  | 0       |
      | 2026-06-15 00:00 UTC        | expire | 0    | 600     |

  @4.5
  Scenario: Law that keeps credits prevails over a roll-over
    Given law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    And a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire

  @4.5
  Scenario: After the law's instant a roll-over stands again
    Given law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    And a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-06-15 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 600 roll over and 0 expire

  @2.3 @4.5
  Scenario: Law that keeps credits prevails over Kommo's choice where they would roll over
    Given the subscription is expired and not paid
    And law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    And a statement by billing-interface, "offer 12", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is keep
    And nothing is left to choice

  @4.5
  Scenario: Law that keeps credits is the reason why they are kept, before the period's end too
    Given law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    When the unused credits are considered at 2026-05-15 00:00 UTC
    Then the answer is keep
    And rule "credits-are-kept-during-their-period" gives way to "credits-are-kept-where-law-requires"

  @4.5 @13.3
  Scenario: Law that keeps credits prevails over expiry during suspension
    Given access is suspended
    And law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire
    And clause 13.3 is overridden

  @4.5
  Scenario: Law whose instant has passed before the period's end changes nothing
    Given law requires that credits be kept until 2026-05-20 00:00 UTC under "consumer act 12"
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire

  @4.5
  Scenario: Law that does not require it keeps nothing
    Given law requires nothing
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @4.4
  Scenario Outline: The customer may not <deal> credits
    When the customer wants to <deal> credits at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And it rests on clause 4.4
    And it does not rest on clause 1.5
    And nothing is left to choice

    Examples:
      | deal       |
      | transfer   |
      | assign     |
      | sublicense |
      | sell       |
      | resell     |
      | exchange   |
      | pledge     |

  @4.4
  Scenario: The customer may not otherwise deal in credits
    When the customer wants to deal otherwise in credits at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And it rests on clause 4.4

  @4.4
  Scenario Outline: What the customer may not do with credits, Kommo is not barred from: <deal>
    When Kommo wants to <deal> credits at 2026-08-15 12:00 UTC
    Then the answer is not-a-dealing

    Examples:
      | deal       |
      | transfer   |
      | assign     |
      | sublicense |
      | sell       |
      | resell     |
      | exchange   |
      | pledge     |

  @4.4
  Scenario: Another dealing by Kommo is not barred either
    When Kommo wants to deal otherwise in credits at 2026-08-15 12:00 UTC
    Then the answer is not-a-dealing

  @4.4 @R12
  Scenario: The customer's use of its credits, for its own customers too, is no dealing in them
    When the customer wants to use credits for its own account at 2026-08-15 12:00 UTC
    Then the answer is not-a-dealing
    And reading R12 is applied

  @4.4
  Scenario Outline: That credits may not be dealt in is the same whatever the subscription: <status>
    Given the subscription is <status> and not paid
    When the customer wants to sell credits at 2026-08-15 12:00 UTC
    Then the answer is prohibited

    Examples:
      | status    |
      | active    |
      | cancelled |

  @4.4
  Scenario: What Kommo itself uses credits for is no dealing, whoever would use them
    When Kommo wants to use credits for its own account at 2026-08-15 12:00 UTC
    Then the answer is not-a-dealing
    And rule "own-use-is-no-dealing" decides
    And rule "only-the-customer-is-bound" does not decide

  @4.5
  Scenario Outline: An express statement in the Billing Interface or an order form sets when credits expire: <source>, <when>
    Given a statement by <source>, "offer 12", lets unused credits expire at 2026-06-10 00:00 UTC
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And the period ends at 2026-05-31 00:00 UTC

    Examples:
      | source                | when                        | answer |
      | billing-interface     | 2026-05-31 00:00 UTC        | keep   |
      | order-form            | 2026-06-09 23:59:59.999 UTC | keep   |
      | billing-interface     | 2026-06-10 00:00 UTC        | expire |
      | writing               | 2026-05-31 00:00 UTC        | expire |
      | other-kommo-statement | 2026-05-31 00:00 UTC        | expire |

  @4.5
  Scenario: Credits that never expire, as the order form states, are kept and may be used
    Given a statement by order-form, "order 12", lets unused credits never expire
    When the unused credits are considered at 2027-05-31 00:00 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire
    And rule "credits-are-kept-during-their-period" gives way to "credits-are-kept-as-expressly-stated"
    When 1 unit of ai-summary is used at 2026-06-05 12:00 UTC
    Then the answer is consume

  @4.5
  Scenario Outline: Credits that expire earlier, as the order form states, are not used from then on: <when>
    Given a statement by order-form, "order 12", lets unused credits expire at 2026-05-20 00:00 UTC
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>
    And rule "no-use-of-another-period" does not decide

    Examples:
      | when                        | answer  |
      | 2026-05-19 23:59:59.999 UTC | consume |
      | 2026-05-20 00:00 UTC        | refuse  |

  @4.2 @4.5
  Scenario Outline: What expired earlier matters for no use that costs nothing: <functionality>
    Given a statement by order-form, "order 12", lets unused credits expire at 2026-05-20 00:00 UTC
    When 1 unit of <functionality> is used at 2026-05-21 12:00 UTC
    Then the answer is no-charge
    And clause 4.5 is overridden

    Examples:
      | functionality    |
      | spell-check      |
      | knowledge-search |

  @2.3 @4.5
  Scenario Outline: The choice of Kommo over credits that are kept as stated: the subscription is <status>
    Given the subscription is <status> and paid
    And a statement by order-form, "order 12", lets unused credits expire at 2026-06-10 00:00 UTC
    When the unused credits are considered at 2026-06-05 12:00 UTC
    Then the answer is <answer>

    Examples:
      | status  | answer     |
      | active  | keep       |
      | expired | may-expire |

  # What law keeps may be used as long as it is kept.
  @1.8 @2.3 @4.5
  Scenario Outline: Credits that law keeps may be used until its instant: <when>
    Given law requires that credits be kept until 2026-06-15 00:00 UTC under "consumer act 12"
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>
    When the unused credits are considered at <when>
    Then the answer is <kept>

    Examples:
      | when                        | answer  | kept   |
      | 2026-05-31 00:00 UTC        | consume | keep   |
      | 2026-06-14 23:59:59.999 UTC | consume | keep   |
      | 2026-06-15 00:00 UTC        | refuse  | expire |

  @1.8
  Scenario Outline: Credits of an earlier period are used in a later one only where law keeps them: <law>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 400 of 1,000 credits are consumed
    And the credits are those of period <period>, counted from 0
    And <law>
    When 1 unit of ai-summary is used at 2026-06-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | period | law                                                                                   | answer  |
      | 0      | law requires nothing                                                                  | refuse  |
      | 0      | law requires that credits be kept until 2026-07-01 00:00 UTC under "consumer act 12"   | consume |
      | 2      | law requires that credits be kept until 2026-12-01 00:00 UTC under "consumer act 12"   | refuse  |
      | 0      | law requires everything but the keepsCredits under "act 1"                             | refuse  |

  @4.5
  Scenario: Law that requires other things keeps no credits
    Given law requires everything but the keepsCredits under "act 1"
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire

  @2.3 @R29
  Scenario Outline: Who may use AI agent without a subscription keeps the credits: <provision>
    Given the subscription is expired and not paid
    And <provision>
    When the unused credits are considered at 2026-05-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | provision                                              | answer     |
      | Kommo expressly provides otherwise in "letter 7"       | keep       |
      | Kommo declined in "letter 7" to provide otherwise      | may-expire |

  @2.3 @4.5 @R9 @R29
  Scenario Outline: Whether the subscription had ceased by the end decides over a roll-over: expired at <expired>
    Given the subscription was active and paid from 2026-01-01 00:00 UTC and is expired from <expired>
    And a statement by order-form, "order 12", lets at most 100 unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>
    And <kept> credits are kept, <rolled> roll over and 500 expire

    Examples:
      | expired                     | answer     | kept | rolled |
      | 2026-05-31 00:00 UTC        | may-expire | 100  | 0      |
      | 2026-05-31 00:00:00.001 UTC | roll-over  | 0    | 100    |

  @2.3 @4.5 @R29
  Scenario: Who may use AI agent without a subscription keeps the roll-over too
    Given the subscription is expired and paid
    And Kommo expressly provides otherwise in "letter 7"
    And a statement by order-form, "order 12", lets at most 100 unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is roll-over

  @4.5
  Scenario: A roll-over of nothing leaves Kommo nothing to choose
    Given the subscription is expired and paid
    And a statement by order-form, "order 12", lets at most 0 unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 0 roll over and 600 expire

  @4.5 @13.3
  Scenario Outline: Access at the end decides whether it is said that credits expire during suspension: suspended at <suspended>
    Given access was open from 2026-01-01 00:00 UTC, suspended from <suspended>, and is open again from 2026-06-10 00:00 UTC
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is expire
    And it <rests> on clause 13.3

    Examples:
      | suspended                   | rests         |
      | 2026-05-31 00:00 UTC        | rests         |
      | 2026-05-31 00:00:00.001 UTC | does not rest |

  @4.5 @R32
  Scenario: What rolled over belongs to the next period and rolls again only if that is stated of it
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 0 of 1,100 credits are consumed
    And the credits are those of period 1, counted from 0
    When the unused credits are considered at 2026-06-30 00:00 UTC
    Then the answer is expire
    Given a statement by order-form, "order 12", lets at most 100 unused credits roll over
    When the unused credits are considered at 2026-06-30 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 100 roll over and 1,000 expire
    And reading R32 is applied

  @1.7 @1.8
  Scenario Outline: Credits of the next period are not used before it starts: <when>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period 1, counted from 0
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>

    Examples:
      | when                        | answer  |
      | 2026-05-30 23:59:59.999 UTC | refuse  |
      | 2026-05-31 00:00 UTC        | consume |

  # The 100 Credits that rolled over from period 0 are among the 1,100 of period 1, whose own end decides.
  @4.5 @R32
  Scenario Outline: What rolled over lives as long as the period to which it belongs: <when>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 0 of 1,100 credits are consumed
    And the credits are those of period 1, counted from 0
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And <kept> credits are kept, 0 roll over and <expired> expire

    Examples:
      | when                        | answer | kept  | expired |
      | 2026-06-29 23:59:59.999 UTC | keep   | 1,100 | 0       |
      | 2026-06-30 00:00 UTC        | expire | 0     | 1,100   |

  @6.3
  Scenario Outline: A period that was refunded or is not paid for has no credits: <why>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And <why>
    And 400 of 1,000 credits are consumed
    And the credits are those of period 2, counted from 0
    When the unused credits are considered at 2026-05-15 12:00 UTC
    Then the facts are refused at "/credits/period" as credits-of-refunded-or-unpaid-period
    When 1 unit of ai-summary is used at 2026-07-15 12:00 UTC
    Then the facts are refused at "/credits/period" as credits-of-refunded-or-unpaid-period
    Given the credits are those of period 1, counted from 0
    When the unused credits are considered at 2026-05-15 12:00 UTC
    Then the answer is keep

    Examples:
      | why                                                       |
      | USD 100.00 was refunded before for the last 1 period      |
      | only the first 2 periods are paid for                     |

  @1.7 @2.1
  Scenario: A period that is not paid for admits no use
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 2 periods are paid for
    And 400 of 1,000 credits are consumed
    When 1 unit of ai-summary is used at 2026-07-15 12:00 UTC
    Then the answer is refuse

  Scenario Outline: A history is in the order of time, agrees with what is, and reaches back: <code>
    Given the facts
      | path                 | value     |
      | subscription.history | <history> |
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the facts are refused at "/subscription/history" as <code>

    Examples:
      | code                  | history |
      | history-not-ascending | [{ from: "2026-05-02T00:00:00Z", status: active, paid: true }, { from: "2026-05-01T00:00:00Z", status: active, paid: true }] |
      | history-not-ascending | [{ from: "2026-05-01T00:00:00Z", status: active, paid: true }, { from: "2026-05-01T00:00:00Z", status: active, paid: true }] |
      | history-disagrees     | [{ from: "2026-05-01T00:00:00Z", status: expired, paid: true }] |
      | history-disagrees     | [{ from: "2026-05-01T00:00:00Z", status: active, paid: false }] |
      | history-disagrees     | [{ from: "2026-05-01T00:00:00Z", status: active, paid: true }, { from: "2026-06-15T12:00:00Z", status: expired, paid: true }] |
      | history-too-short     | [{ from: "2026-05-31T00:00:00.001Z", status: active, paid: true }] |
      | trial-is-not-paid     | [{ from: "2026-05-01T00:00:00Z", status: trial, paid: true }, { from: "2026-05-02T00:00:00Z", status: active, paid: true }] |

  Scenario Outline: A history of access is held to the same: <code>
    Given the facts
      | path           | value     |
      | access.status  | active    |
      | access.history | <history> |
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the facts are refused at "/access/history" as <code>

    Examples:
      | code                  | history |
      | history-not-ascending | [{ from: "2026-05-02T00:00:00Z", status: active }, { from: "2026-05-01T00:00:00Z", status: active }] |
      | history-not-ascending | [{ from: "2026-05-01T00:00:00Z", status: active }, { from: "2026-05-01T00:00:00Z", status: active }] |
      | history-disagrees     | [{ from: "2026-05-01T00:00:00Z", status: suspended }] |
      | history-too-short     | [{ from: "2026-05-31T00:00:00.001Z", status: active }] |

  Scenario: What a history dates later has not happened yet
    Given the facts
      | path                 | value |
      | subscription.history | [{ from: "2026-05-01T00:00:00Z", status: active, paid: true }, { from: "2026-06-15T12:00:00.001Z", status: expired, paid: true }] |
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is expire

  Scenario: Without a history it has always been so, and the answer says that this is assumed
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is expire
    And "subscription.history" is assumed

  # The period ends on 31 May 2026.
  @2.3 @4.5 @R9 @R29
  Scenario Outline: Whichever way the subscription had ceased by the end, a roll-over is Kommo's to leave: <status>
    Given the facts
      | path                 | value    |
      | subscription.status  | <status> |
      | subscription.history | [{ from: "2026-01-01T00:00:00Z", status: active, paid: true }, { from: "2026-05-20T00:00:00Z", status: <status>, paid: true }] |
    And a statement by order-form, "order 12", lets at most <cap> unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is may-expire
    And <cap> credits are kept, 0 roll over and <rest> expire

    Examples:
      | status     | cap | rest |
      | expired    | 100 | 500  |
      | cancelled  | 100 | 500  |
      | suspended  | 100 | 500  |
      | terminated | 100 | 500  |
      | inactive   | 100 | 500  |
      | inactive   | 1   | 599  |

  @2.3 @4.5 @R9
  Scenario Outline: A statement that lets nothing roll over leaves Kommo nothing to choose at the end: <statement>
    Given the subscription is expired and paid
    And <statement>
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

    Examples:
      | statement                                                                |
      | a statement by order-form, "order 12", lets no unused credits roll over  |
      | a statement by order-form, "order 12", expands the subscription          |

  @2.3 @4.5
  Scenario: Law that keeps credits prevails over what is stated of them
    Given a statement by order-form, "order 12", lets unused credits never expire
    And law requires that credits be kept until 2026-12-01 00:00 UTC under "consumer act 12"
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire
    And rule "credits-are-kept-as-expressly-stated" gives way to "credits-are-kept-where-law-requires"

  @4.5
  Scenario Outline: That credits never expire counts only in the Billing Interface or an order form: <source>
    Given a statement by <source>, "note 12", lets unused credits never expire
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then the answer is <answer>
    When 1 unit of ai-summary is used at 2026-06-15 12:00 UTC
    Then the answer is <use>

    Examples:
      | source                | answer | use     |
      | billing-interface     | keep   | consume |
      | order-form            | keep   | consume |
      | writing               | expire | refuse  |
      | other-kommo-statement | expire | refuse  |

  @1.7 @4.5
  Scenario Outline: Credits that outlive their period, as the order form states, are used until the instant stated and no longer: <when>
    Given a statement by order-form, "order 12", lets unused credits expire at 2026-06-10 00:00 UTC
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>
    And rule "no-use-of-credits-that-expired-early" does not decide

    Examples:
      | when                        | answer  |
      | 2026-05-31 00:00 UTC        | consume |
      | 2026-06-09 23:59:59.999 UTC | consume |
      | 2026-06-10 00:00 UTC        | refuse  |
      | 2026-06-15 12:00 UTC        | refuse  |

  # From the period's end on, that is what ended them.
  @4.5
  Scenario Outline: That credits expired early is said only before their period ends: <when>
    Given a statement by order-form, "order 12", lets unused credits expire at 2026-05-20 00:00 UTC
    When 1 unit of ai-summary is used at <when>
    Then the answer is refuse
    And rule "no-use-of-credits-that-expired-early" <early>
    And rule "no-use-after-last-prepaid-period" <last>

    Examples:
      | when                        | early           | last            |
      | 2026-05-30 23:59:59.999 UTC | decides         | does not decide |
      | 2026-05-31 00:00 UTC        | does not decide | decides         |
      | 2026-06-15 12:00 UTC        | does not decide | decides         |

  @2.3 @4.5
  Scenario Outline: Law keeps credits also where an order form states that they expire early: <when>
    Given a statement by order-form, "order 12", lets unused credits expire at 2026-05-10 00:00 UTC
    And law requires that credits be kept until 2026-05-20 00:00 UTC under "consumer act 12"
    When 1 unit of ai-summary is used at <when>
    Then the answer is <answer>

    Examples:
      | when                        | answer  |
      | 2026-05-10 00:00 UTC        | consume |
      | 2026-05-19 23:59:59.999 UTC | consume |
      | 2026-05-20 00:00 UTC        | refuse  |

  # Nine of twelve periods end on 26 January 2027.
  @1.7 @4.5 @6.3
  Scenario: Credits whose period is not said are those of the last period that was not refunded, once that has ended
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 300.00 was refunded before for the last 3 periods
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at 2027-02-15 12:00 UTC
    Then the answer is expire
    And the period ends at 2027-01-26 00:00 UTC

  # The second of three periods ends on 30 June 2026; its Credits are stated to end on 10 June.
  @4.5 @13.3
  Scenario Outline: From the end that is stated for Credits on, a history reaches back to it: considered at <when>, <path> from <from>, stated in <source>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 400 of 1,000 credits are consumed
    And the credits are those of period 1, counted from 0
    And the facts
      | path                       | value                |
      | expressStatement.source    | <source>             |
      | expressStatement.reference | Order form 12        |
      | expressStatement.expiresAt | 2026-06-10T00:00:00Z |
      | access.status              | active               |
      | <path>                     | [{ from: "<from>", status: active<paid> }<then>] |
    When the unused credits are considered at <when>
    Then <answer>

    Examples:
      | source            | when                        | path                 | from                     | paid         | then                                                          | answer                                                                              |
      | order-form        | 2026-06-09 23:59:59.999 UTC | subscription.history | 2026-06-20T00:00:00Z     | , paid: true |                                                               | the answer is keep                                                                  |
      | order-form        | 2026-06-10 00:00 UTC        | subscription.history | 2026-06-10T00:00:00.001Z | , paid: true |                                                               | the facts are refused at "/subscription/history" as history-begins-after-stated-end |
      | billing-interface | 2026-06-10 00:00 UTC        | subscription.history | 2026-06-10T00:00:00.001Z | , paid: true |                                                               | the facts are refused at "/subscription/history" as history-begins-after-stated-end |
      | order-form        | 2026-06-15 00:00 UTC        | subscription.history | 2026-06-10T00:00:00Z     | , paid: true |                                                               | the answer is expire                                                                |
      | order-form        | 2026-06-15 00:00 UTC        | subscription.history | 2026-06-01T00:00:00Z     | , paid: true | , { from: "2026-06-12T00:00:00Z", status: active, paid: true } | the answer is expire                                                                |
      | order-form        | 2026-06-09 23:59:59.999 UTC | access.history       | 2026-06-20T00:00:00Z     |              |                                                               | the answer is keep                                                                  |
      | order-form        | 2026-06-10 00:00 UTC        | access.history       | 2026-06-10T00:00:00.001Z |              |                                                               | the facts are refused at "/access/history" as history-begins-after-stated-end       |
      | billing-interface | 2026-06-10 00:00 UTC        | access.history       | 2026-06-10T00:00:00.001Z |              |                                                               | the facts are refused at "/access/history" as history-begins-after-stated-end       |
      | order-form        | 2026-06-15 00:00 UTC        | access.history       | 2026-06-10T00:00:00Z     |              |                                                               | the answer is expire                                                                |
      | order-form        | 2026-06-15 00:00 UTC        | access.history       | 2026-06-01T00:00:00Z     |              | , { from: "2026-06-12T00:00:00Z", status: active }             | the answer is expire                                                                |

  # The second of three periods ends on 30 June 2026.
  @4.5 @13.3
  Scenario Outline: From the end of their period on, a history reaches back to it: considered at <when>, <path> from <from>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 300.00
    And 400 of 1,000 credits are consumed
    And the credits are those of period 1, counted from 0
    And the facts
      | path          | value  |
      | access.status | active |
      | <path>        | [{ from: "<from>", status: active<paid> }] |
    When the unused credits are considered at <when>
    Then <answer>

    Examples:
      | when                        | path                 | from                     | paid         | answer                                                                |
      | 2026-06-29 23:59:59.999 UTC | subscription.history | 2026-07-15T00:00:00Z     | , paid: true | the answer is keep                                                    |
      | 2026-06-30 00:00 UTC        | subscription.history | 2026-06-30T00:00:00.001Z | , paid: true | the facts are refused at "/subscription/history" as history-too-short |
      | 2026-07-10 12:00 UTC        | subscription.history | 2026-06-30T00:00:00.001Z | , paid: true | the facts are refused at "/subscription/history" as history-too-short |
      | 2026-07-10 12:00 UTC        | subscription.history | 2026-06-30T00:00:00Z     | , paid: true | the answer is expire                                                  |
      | 2026-06-29 23:59:59.999 UTC | access.history       | 2026-07-15T00:00:00Z     |              | the answer is keep                                                    |
      | 2026-06-30 00:00 UTC        | access.history       | 2026-06-30T00:00:00.001Z |              | the facts are refused at "/access/history" as history-too-short       |
      | 2026-07-10 12:00 UTC        | access.history       | 2026-06-30T00:00:00.001Z |              | the facts are refused at "/access/history" as history-too-short       |
      | 2026-07-10 12:00 UTC        | access.history       | 2026-06-30T00:00:00Z     |              | the answer is expire                                                  |

  # The decision is as of 15 June 2026, 12:00 UTC.
  Scenario Outline: What a history has for the very instant is so, what it has for later is not yet: <path>, from <from>
    Given the facts
      | path          | value |
      | <record>      | <now> |
      | <path>        | [{ from: "2026-05-01T00:00:00Z", <before> }, { from: "<from>", <then> }] |
    When the unused credits are considered at 2026-06-15 12:00 UTC
    Then <answer>

    Examples:
      | path                 | record       | now                             | before                      | then                        | from                     | answer               |
      | subscription.history | subscription | { status: expired, paid: true } | status: active, paid: true  | status: expired, paid: true | 2026-06-15T12:00:00Z     | the answer is expire |
      | subscription.history | subscription | { status: expired, paid: true } | status: active, paid: true  | status: expired, paid: true | 2026-06-15T12:00:00.001Z | the facts are refused at "/subscription/history" as history-disagrees |
      | subscription.history | subscription | { status: active, paid: true }  | status: trial, paid: false  | status: active, paid: true  | 2026-06-15T12:00:00Z     | the answer is expire |
      | access.history       | access       | { status: suspended }           | status: active              | status: suspended           | 2026-06-15T12:00:00Z     | the answer is expire |
      | access.history       | access       | { status: suspended }           | status: active              | status: suspended           | 2026-06-15T12:00:00.001Z | the facts are refused at "/access/history" as history-disagrees |
