Feature: 1. Definitions
  What a Package Period, Credits, Unused Credits and Eligible AI agent Functionality are.

  Background:
    Given the subscription is active and paid

  @1.7 @R1
  Scenario: A period begins at the instant of its start, not before
    Given a package of one period from 2026-05-10 15:30 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-10 15:29:59.999 UTC
    Then the answer is refuse
    When 1 unit of ai-reply is used at 2026-05-10 15:30 UTC
    Then the answer is consume

  # 10 May 15:30 + 30 x 24 h = 9 June 15:30. Whole calendar days would end it at a midnight.
  @1.7 @4.5 @R1
  Scenario Outline: A period lasts thirty times twenty-four hours, not whole calendar days: <when>
    Given a package of one period from 2026-05-10 15:30 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And the period ends at 2026-06-09 15:30 UTC
    And reading R1 is applied

    Examples:
      | when                        | answer |
      | 2026-06-08 23:59:59.999 UTC | keep   |
      | 2026-06-09 00:00 UTC        | keep   |
      | 2026-06-09 15:29:59.999 UTC | keep   |
      | 2026-06-09 15:30 UTC        | expire |
      | 2026-06-09 15:30:00.001 UTC | expire |
      | 2026-06-10 00:00 UTC        | expire |

  @1.7
  Scenario Outline: A Package Period is not a calendar month: begun <start>
    Given a package of one period from <start> for USD 50.00
    And 0 of 1,000 credits are consumed
    When the unused credits are considered at <just before>
    Then the answer is keep
    And the period ends at <end>
    When the unused credits are considered at <end>
    Then the answer is expire

    Examples: Month ends and months of 28, 30 and 31 days
      | start                | just before                 | end                  |
      | 2026-05-01 00:00 UTC | 2026-05-30 23:59:59.999 UTC | 2026-05-31 00:00 UTC |
      | 2026-05-31 00:00 UTC | 2026-06-29 23:59:59.999 UTC | 2026-06-30 00:00 UTC |
      | 2026-12-02 00:00 UTC | 2026-12-31 23:59:59.999 UTC | 2027-01-01 00:00 UTC |
      | 2027-01-31 10:00 UTC | 2027-03-02 09:59:59.999 UTC | 2027-03-02 10:00 UTC |
      | 2027-02-01 00:00 UTC | 2027-03-02 23:59:59.999 UTC | 2027-03-03 00:00 UTC |
      | 2027-02-28 00:00 UTC | 2027-03-29 23:59:59.999 UTC | 2027-03-30 00:00 UTC |

    Examples: The leap day of 2028
      | start                | just before                 | end                  |
      | 2028-01-30 00:00 UTC | 2028-02-28 23:59:59.999 UTC | 2028-02-29 00:00 UTC |
      | 2028-01-31 00:00 UTC | 2028-02-29 23:59:59.999 UTC | 2028-03-01 00:00 UTC |
      | 2028-02-01 00:00 UTC | 2028-03-01 23:59:59.999 UTC | 2028-03-02 00:00 UTC |
      | 2028-02-28 00:00 UTC | 2028-03-28 23:59:59.999 UTC | 2028-03-29 00:00 UTC |
      | 2028-02-29 12:00 UTC | 2028-03-30 11:59:59.999 UTC | 2028-03-30 12:00 UTC |

  # Local clocks go back an hour in autumn and forward an hour in spring; the period does neither.
  @1.7
  Scenario Outline: Daylight saving neither lengthens nor shortens a period: begun <start>
    Given a package of one period from <start> for USD 50.00
    And 0 of 1,000 credits are consumed
    When the unused credits are considered at <just before>
    Then the answer is keep
    When the unused credits are considered at <end>
    Then the answer is expire
    And the period ends at <end in UTC>

    Examples:
      | start                   | just before                    | end                     | end in UTC           |
      | 2026-10-10 00:00 +02:00 | 2026-11-08 22:59:59.999 +01:00 | 2026-11-08 23:00 +01:00 | 2026-11-08 22:00 UTC |
      | 2027-03-10 00:00 +01:00 | 2027-04-09 00:59:59.999 +02:00 | 2027-04-09 01:00 +02:00 | 2027-04-08 23:00 UTC |
      | 2026-10-15 00:00 -04:00 | 2026-11-13 22:59:59.999 -05:00 | 2026-11-13 23:00 -05:00 | 2026-11-14 04:00 UTC |

  # Twelve periods are 360 days: 1 May 2026 to 26 April 2027.
  @1.7
  Scenario Outline: Twelve periods run back to back for 360 days, not a year: period <period> at <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period <period>, counted from 0
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And the period ends at <end>

    Examples:
      | period | when                        | answer | end                  |
      | 0      | 2026-05-30 23:59:59.999 UTC | keep   | 2026-05-31 00:00 UTC |
      | 0      | 2026-05-31 00:00 UTC        | expire | 2026-05-31 00:00 UTC |
      | 1      | 2026-05-31 00:00 UTC        | keep   | 2026-06-30 00:00 UTC |
      | 3      | 2026-08-28 23:59:59.999 UTC | keep   | 2026-08-29 00:00 UTC |
      | 3      | 2026-08-29 00:00 UTC        | expire | 2026-08-29 00:00 UTC |
      | 11     | 2027-04-25 23:59:59.999 UTC | keep   | 2027-04-26 00:00 UTC |
      | 11     | 2027-04-26 00:00 UTC        | expire | 2027-04-26 00:00 UTC |

  @1.7
  Scenario Outline: The credits are those of the period in which the instant falls, unless told otherwise: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And the period ends at <end>
    And "credits.period" is assumed to be <period>

    Examples:
      | when                        | answer | period | end                  |
      | 2026-04-30 00:00 UTC        | keep   | 0      | 2026-05-31 00:00 UTC |
      | 2026-05-01 00:00 UTC        | keep   | 0      | 2026-05-31 00:00 UTC |
      | 2026-05-30 23:59:59.999 UTC | keep   | 0      | 2026-05-31 00:00 UTC |
      | 2026-05-31 00:00 UTC        | keep   | 1      | 2026-06-30 00:00 UTC |
      | 2027-04-25 23:59:59.999 UTC | keep   | 11     | 2027-04-26 00:00 UTC |
      | 2027-04-26 00:00 UTC        | expire | 11     | 2027-04-26 00:00 UTC |
      | 2028-01-01 00:00 UTC        | expire | 11     | 2027-04-26 00:00 UTC |

  @1.8
  Scenario Outline: Unused Credits are those allocated and not yet consumed: <consumed> of <allocated>
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And <consumed> of <allocated> credits are consumed
    When the unused credits are considered at 2026-05-15 00:00 UTC
    Then the answer is keep
    And <unused> credits are kept, 0 roll over and 0 expire

    Examples:
      | consumed | allocated | unused |
      | 0        | 1,000     | 1,000  |
      | 1        | 1,000     | 999    |
      | 999      | 1,000     | 1      |
      | 1,000    | 1,000     | 0      |
      | 0        | 0         | 0      |

  @1.6
  Scenario Outline: Functionality that Kommo designates consumes credits: <functionality>
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 60 units of <functionality> are used at 2026-05-15 00:00 UTC
    Then the answer is consume
    And <taken> credits are taken and <left> are left

    # 60 x 1; 60 x 2; one block of 60 at 5; six blocks of 10 at 1; one begun block of 1000 at 1; 60 x 4; 60 x 1
    Examples:
      | functionality       | taken | left |
      | ai-reply            | 60    | 940  |
      | ai-summary          | 120   | 880  |
      | voice-transcription | 5     | 995  |
      | knowledge-search    | 6     | 994  |
      | translation         | 1     | 999  |
      | agent-action        | 240   | 760  |
      | legacy-autoreply    | 60    | 940  |

  @1.6
  Scenario: Functionality that Kommo has not designated consumes none
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 60 units of spell-check are used at 2026-05-15 00:00 UTC
    Then the answer is no-charge
    And 0 credits are taken and 1,000 are left
    And it rests on clause 1.6

  @1.5 @6.6
  Scenario: Credits have no cash value and are not cashed out
    Given a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    When the customer asks for a refund on the ground of credit-cash-out at 2026-05-15 00:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause 1.5

  @1.3
  Scenario: A free package gives credits as a paid one does
    Given a free package of one period from 2026-05-01 00:00 UTC
    And 990 of 1,000 credits are consumed
    When 10 units of ai-reply are used at 2026-05-15 00:00 UTC
    Then the answer is consume
    And 10 credits are taken and 0 are left

  @1.3 @4.5
  Scenario Outline: The credits of a free package expire alike: <when>
    Given a free package of one period from 2026-05-01 00:00 UTC
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And <kept> credits are kept, 0 roll over and <expired> expire

    Examples:
      | when                        | answer | kept | expired |
      | 2026-05-30 23:59:59.999 UTC | keep   | 600  | 0       |
      | 2026-05-31 00:00 UTC        | expire | 0    | 600     |

  @1.5 @4.4
  Scenario Outline: Credits are not redeemable for money, whoever would redeem them: <who>
    When <who> wants to redeem credits for money at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And it rests on clause 1.5
    And it <rests> on clause 4.4
    And nothing is left to choice

    Examples:
      | who          | rests         |
      | the customer | rests         |
      | Kommo        | does not rest |

  @1.5
  Scenario: A use of credits is no redemption
    When the customer wants to use credits for its own account at 2026-08-15 12:00 UTC
    Then the answer is not-a-dealing
    And it does not rest on clause 1.5
