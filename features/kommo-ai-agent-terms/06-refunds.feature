Feature: 6. Refunds
  When a refund is due, when Kommo may grant one, and how much.

  # Unless a scenario says otherwise: twelve periods from 1 May 2026. On 15 August 2026 four have started
  # (1 May, 31 May, 30 June, 30 July) and eight have not; the fifth starts on 29 August.

  Background:
    Given the subscription is active and paid

  @6.1
  Scenario: Fees are not refundable unless a clause says so
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2027-04-01 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And Kommo may refund nothing in its discretion
    And it rests on clause 6.1

  @6.2
  Scenario: A single period that has started is not refundable
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause 6.2

  @6.1 @6.2 @R4
  Scenario: A single period that has not started is not refundable either
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund at 2026-07-31 23:59:59.999 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause 6.1
    And it does not rest on clause 6.2
    And reading R4 is applied

  @6.2 @R4
  Scenario Outline: From its start on, 6.2 itself refuses a refund of a single period: <when>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund at <when>
    Then the answer is not-refundable
    And it rests on clause 6.2
    And rule "single-period-before-its-start" does not decide

    Examples:
      | when                        |
      | 2026-08-01 00:00 UTC        |
      | 2026-08-01 00:00:00.001 UTC |
      | 2026-08-30 23:59:59.999 UTC |
      | 2026-08-31 00:00 UTC        |
      | 2027-08-01 00:00 UTC        |

  @6.2
  Scenario: 6.2 is about single periods only
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2027-04-01 12:00 UTC
    Then it does not rest on clause 6.2

  @6.3 @R2 @R7
  Scenario: Full unused future periods are refunded
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And it rests on clause 6.3
    And it does not rest on clause 6.1
    And clause 6.1 is overridden
    And rule "ground-does-not-take-future-periods" does not decide
    And reading R2 is applied
    And reading R7 is applied

  @6.3 @R2
  Scenario: The refund of future periods is the customer's due, not Kommo's choice
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And nothing is left to choice
    And Kommo may refund nothing in its discretion

  @6.5 @R2
  Scenario: Where Kommo is to choose, the terms say so
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is discretionary
    And Kommo may refund up to USD 50.00 in its discretion

  @6.3
  Scenario Outline: A period counts as started from its first instant: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at <when>
    Then the answer is <answer>
    And the refund is <amount> for <periods> periods

    Examples: Before the package starts every period is still to come
      | when                        | answer     | amount       | periods |
      | 2026-04-28 00:00 UTC        | refundable | USD 1,200.00 | 12      |
      | 2026-04-30 23:59:59.999 UTC | refundable | USD 1,200.00 | 12      |
      | 2026-05-01 00:00 UTC        | refundable | USD 1,100.00 | 11      |

    Examples: Between two periods
      | when                           | answer     | amount       | periods |
      | 2026-05-30 23:59:59.999 UTC    | refundable | USD 1,100.00 | 11      |
      | 2026-05-31 00:00 UTC           | refundable | USD 1,000.00 | 10      |
      | 2026-08-28 23:59:59.999 UTC    | refundable | USD 800.00   | 8       |
      | 2026-08-29 00:00 UTC           | refundable | USD 700.00   | 7       |
      | 2026-08-29 00:00:00.001 UTC    | refundable | USD 700.00   | 7       |
      | 2026-08-29 01:59:59.999 +02:00 | refundable | USD 800.00   | 8       |
      | 2026-08-29 02:00 +02:00        | refundable | USD 700.00   | 7       |

    Examples: Before the last period, in it, and after it
      | when                        | answer         | amount     | periods |
      | 2027-03-26 23:59:59.999 UTC | refundable     | USD 100.00 | 1       |
      | 2027-03-27 00:00 UTC        | not-refundable | USD 0.00   | 0       |
      | 2027-04-25 23:59:59.999 UTC | not-refundable | USD 0.00   | 0       |
      | 2027-04-26 00:00 UTC        | not-refundable | USD 0.00   | 0       |
      | 2028-01-01 00:00 UTC        | not-refundable | USD 0.00   | 0       |

  # From 1 October 2026 00:00 +02:00 (30 September 22:00 UTC) the third period starts after 60 x 24 h:
  # 29 November 22:00 UTC, which is 23:00 +01:00.
  @6.3 @1.7
  Scenario Outline: Daylight saving does not move the start of a period: <when>
    Given a prepaid package of 3 periods from 2026-10-01 00:00 +02:00 for EUR 300.00
    When the customer asks for a refund at <when>
    Then the answer is <answer>
    And the refund is <amount> for <periods> periods

    Examples:
      | when                           | answer         | amount     | periods |
      | 2026-10-30 22:59:59.999 +01:00 | refundable     | EUR 200.00 | 2       |
      | 2026-10-30 23:00 +01:00        | refundable     | EUR 100.00 | 1       |
      | 2026-11-29 22:59:59.999 +01:00 | refundable     | EUR 100.00 | 1       |
      | 2026-11-29 23:00 +01:00        | not-refundable | EUR 0.00   | 0       |

  # From 30 January 2028 the second period starts on 29 February, the third on 30 March.
  @6.3 @1.7
  Scenario Outline: A leap day does not move the start of a period: <when>
    Given a prepaid package of 3 periods from 2028-01-30 00:00 UTC for USD 300.00
    When the customer asks for a refund at <when>
    Then the refund is <amount> for <periods> periods

    Examples:
      | when                        | amount     | periods |
      | 2028-02-28 23:59:59.999 UTC | USD 200.00 | 2       |
      | 2028-02-29 00:00 UTC        | USD 100.00 | 1       |
      | 2028-03-29 23:59:59.999 UTC | USD 100.00 | 1       |
      | 2028-03-30 00:00 UTC        | USD 0.00   | 0       |

  @6.3
  Scenario: The started period is not refunded even if no credit of it was used
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    When the customer asks for a refund at 2026-05-01 00:00 UTC
    Then the refund is USD 1,100.00 for 11 periods

  # 10,000 cents over 12: 833 each, and 4 left over (12 x 833 = 9,996), so the first four periods are 834.
  @6.3 @R7
  Scenario Outline: Shares add up to the fee though the cents do not divide: USD 100.00 over twelve, <periods> to come
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 100.00
    When the customer asks for a refund at <when>
    Then the refund is <amount> for <periods> periods

    # 12: all. 11: 10,000 - 834. 9: 834 + 8 x 833. 8: 8 x 833. 1: 833.
    Examples:
      | when                 | periods | amount     |
      | 2026-04-30 00:00 UTC | 12      | USD 100.00 |
      | 2026-05-01 00:00 UTC | 11      | USD 91.66  |
      | 2026-06-30 00:00 UTC | 9       | USD 74.98  |
      | 2026-08-15 12:00 UTC | 8       | USD 66.64  |
      | 2026-08-29 00:00 UTC | 7       | USD 58.31  |
      | 2027-03-01 00:00 UTC | 1       | USD 8.33   |

  # 10,000 cents over 3: 3,334, 3,333, 3,333.
  @6.3 @R7
  Scenario Outline: Shares add up to the fee though the cents do not divide: USD 100.00 over three, <periods> to come
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for USD 100.00
    When the customer asks for a refund at <when>
    Then the refund is <amount> for <periods> periods

    Examples:
      | when                 | periods | amount     |
      | 2026-04-30 00:00 UTC | 3       | USD 100.00 |
      | 2026-05-15 00:00 UTC | 2       | USD 66.66  |
      | 2026-06-15 00:00 UTC | 1       | USD 33.33  |
      | 2026-07-15 00:00 UTC | 0       | USD 0.00   |

  # 10,000 cents over 7: 1,428 each and 4 left over (7 x 1,428 = 9,996), so the first four periods are 1,429.
  @6.3 @R7
  Scenario Outline: Shares add up to the fee though the cents do not divide: USD 100.00 over seven, <periods> to come
    Given a prepaid package of 7 periods from 2026-05-01 00:00 UTC for USD 100.00
    When the customer asks for a refund at <when>
    Then the refund is <amount> for <periods> periods

    # 7: all. 6: 10,000 - 1,429. 4: 1,429 + 3 x 1,428. 3: 3 x 1,428. 1: 1,428.
    Examples:
      | when                 | periods | amount     |
      | 2026-04-30 00:00 UTC | 7       | USD 100.00 |
      | 2026-05-15 00:00 UTC | 6       | USD 85.71  |
      | 2026-07-15 00:00 UTC | 4       | USD 57.13  |
      | 2026-08-15 00:00 UTC | 3       | USD 42.84  |
      | 2026-10-15 00:00 UTC | 1       | USD 14.28  |

  # 5 cents over 12: 0 each and 5 left over, so the first five periods are 1 cent and the others nothing.
  @6.3 @R7
  Scenario Outline: Periods whose share is nothing give no refund: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 0.05
    When the customer asks for a refund at <when>
    Then the answer is <answer>
    And the refund is <amount> for <periods> periods

    Examples:
      | when                 | answer         | amount   | periods |
      | 2026-05-15 00:00 UTC | refundable     | USD 0.04 | 11      |
      | 2026-08-15 00:00 UTC | refundable     | USD 0.01 | 8       |
      | 2026-08-29 00:00 UTC | not-refundable | USD 0.00 | 0       |

  # JPY has no minor unit: 10,000 over 3 is 3,334, 3,333, 3,333. KWD has three digits: 10,000 fils alike.
  @6.3 @R7
  Scenario Outline: Shares are whole minor units of the currency: <fee>
    Given a prepaid package of 3 periods from 2026-05-01 00:00 UTC for <fee>
    When the customer asks for a refund at 2026-05-15 00:00 UTC
    Then the refund is <amount> for 2 periods

    Examples:
      | fee        | amount    |
      | JPY 10,000 | JPY 6,666 |
      | KWD 10.000 | KWD 6.666 |

  # On 15 August one cent is still to come, as above.
  @6.3 @6.4(d) @6.4(e) @R3
  Scenario Outline: A ground that gives nothing does not take even one cent of what 6.3 gives: <ground>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 0.05
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 00:00 UTC
    Then the answer is refundable
    And the refund is USD 0.01 for 8 periods
    And clause <clause> is overridden

    Examples:
      | ground        | clause |
      | dissatisfaction | 6.4(d) |
      | changed-need  | 6.4(e) |

  @6.1 @6.3
  Scenario Outline: Law ends the future periods where 6.3 gives something for them: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 0.05
    And law requires a refund of USD 0.03 under "consumer act 12"
    When the customer asks for a refund at <when>
    Then the answer is refundable
    And the refund is <amount> for <periods> periods

    # 15 May: 4 cents for 11 periods; 15 August: one cent for 8; 29 August: nothing for 7.
    Examples:
      | when                 | amount   | periods |
      | 2026-05-15 00:00 UTC | USD 0.04 | 11      |
      | 2026-08-15 00:00 UTC | USD 0.03 | 8       |
      | 2026-08-29 00:00 UTC | USD 0.03 | 0       |

  @6.3
  Scenario: A prepaid package that cost nothing gives nothing
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 0.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods

  # USD 300.00 paid for the first three of twelve periods: USD 100.00 each.
  @6.3 @R7
  Scenario Outline: Only periods that are paid for are refunded: <when>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 300.00
    And only the first 3 periods are paid for
    When the customer asks for a refund at <when>
    Then the answer is <answer>
    And the refund is <amount> for <periods> periods

    Examples:
      | when                 | answer         | amount     | periods |
      | 2026-04-30 00:00 UTC | refundable     | USD 300.00 | 3       |
      | 2026-05-15 00:00 UTC | refundable     | USD 200.00 | 2       |
      | 2026-06-15 00:00 UTC | refundable     | USD 100.00 | 1       |
      | 2026-07-15 00:00 UTC | not-refundable | USD 0.00   | 0       |
      | 2026-08-15 00:00 UTC | not-refundable | USD 0.00   | 0       |

  @6.3
  Scenario Outline: Periods that were refunded before are not refunded again: the last <before>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And <refunded> was refunded before for the last <before> periods
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And the refund is <amount> for <periods> periods

    Examples:
      | before | refunded     | answer         | amount     | periods |
      | 0      | USD 0.00     | refundable     | USD 800.00 | 8       |
      | 1      | USD 100.00   | refundable     | USD 700.00 | 7       |
      | 2      | USD 200.00   | refundable     | USD 600.00 | 6       |
      | 7      | USD 700.00   | refundable     | USD 100.00 | 1       |
      | 8      | USD 800.00   | not-refundable | USD 0.00   | 0       |
      | 10     | USD 1,000.00 | not-refundable | USD 0.00   | 0       |
      | 12     | USD 1,200.00 | not-refundable | USD 0.00   | 0       |

  # Six future periods are left, 4 to 9; each is 833 cents.
  @6.3 @R7
  Scenario: The periods refunded before are the last ones, with their own shares
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 100.00
    And USD 16.66 was refunded before for the last 2 periods
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the refund is USD 49.98 for 6 periods

  # Eight periods are USD 800.00; what is left of the fee is USD 1,200.00 less what was refunded.
  @6.3
  Scenario Outline: No more is refunded than is left of the fee: <refunded> refunded before
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And <refunded> was refunded before
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And the refund is <amount> for <periods> periods

    Examples:
      | refunded     | answer         | amount     | periods |
      | USD 0.00     | refundable     | USD 800.00 | 8       |
      | USD 399.99   | refundable     | USD 800.00 | 8       |
      | USD 400.00   | refundable     | USD 800.00 | 8       |
      | USD 400.01   | refundable     | USD 799.99 | 8       |
      | USD 1,000.00 | refundable     | USD 200.00 | 8       |
      | USD 1,199.99 | refundable     | USD 0.01   | 8       |
      | USD 1,200.00 | not-refundable | USD 0.00   | 0       |

  @6.4(a) @6.4(b) @6.4(c) @6.4(d) @6.4(e) @7.4
  Scenario Outline: The ground of <ground> gives no refund of a single period
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause <clause>
    And Kommo may refund nothing in its discretion

    Examples:
      | ground             | clause |
      | consumed-credits   | 6.4(a) |
      | expired-credits    | 6.4(b) |
      | partial-period     | 6.4(c) |
      | dissatisfaction    | 6.4(d) |
      | changed-need       | 6.4(e) |
      | cancellation       | 5.3    |
      | third-party-outage | 7.4    |
      | third-party-outage | 8.4    |
      | credit-cash-out    | 6.6    |

  @6.4(a) @6.4(b) @6.4(c) @6.4(d) @6.4(e)
  Scenario Outline: A ground is not taken for another one: <ground> is not under <clause>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And it does not rest on clause <clause>

    Examples:
      | ground           | clause |
      | expired-credits  | 6.4(a) |
      | consumed-credits | 6.4(b) |
      | dissatisfaction  | 6.4(c) |
      | changed-need     | 6.4(d) |
      | dissatisfaction  | 6.4(e) |
      | none-stated      | 5.3    |
      | dissatisfaction  | 7.4    |
      | none-stated      | 8.4    |
      | expired-credits  | 6.6    |

  @6.3 @6.4(a) @6.4(b) @6.4(c) @6.4(d) @6.4(e) @R3
  Scenario Outline: A ground that gives nothing does not take what 6.3 gives: <ground>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And it rests on clause 6.3
    And clause <clause> is overridden

    Examples:
      | ground             | clause |
      | consumed-credits   | 6.4(a) |
      | expired-credits    | 6.4(b) |
      | partial-period     | 6.4(c) |
      | dissatisfaction    | 6.4(d) |
      | changed-need       | 6.4(e) |
      | cancellation       | 5.3    |
      | third-party-outage | 7.4    |
      | third-party-outage | 8.4    |

  @6.4(d) @R3
  Scenario: Dissatisfaction with output gives no refund where 6.3 gives none
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of dissatisfaction at 2027-04-01 12:00 UTC
    Then the answer is not-refundable
    And it rests on clause 6.4(d)

  @6.3 @6.4(d) @R3
  Scenario: Dissatisfaction with output does not take what 6.3 gives
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of dissatisfaction at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And it does not rest on clause 6.4(d)

  @6.5 @R5
  Scenario Outline: On a verified ground Kommo may refund a period that has started: <ground>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is discretionary
    And the refund is USD 0.00 for 0 periods
    And Kommo may refund up to USD 50.00 in its discretion
    And it is Kommo's choice, with <recommended> recommended
    And it rests on clause 6.5
    And it does not rest on clause 6.2
    And clause 6.1 is overridden
    And clause 6.2 is overridden
    And reading R5 is applied

    Examples:
      | ground                  | recommended    |
      | technical-failure       | partial-refund |
      | unauthorised-charge     | full-refund    |
      | exceptional-circumstances | partial-refund |

  @6.5
  Scenario Outline: What is not verified is no ground: <ground>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is not verified
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And Kommo may refund nothing in its discretion
    And it does not rest on clause 6.5

    Examples:
      | ground                    |
      | technical-failure         |
      | unauthorised-charge       |
      | exceptional-circumstances |

  @6.5
  Scenario: A ground is not verified where nothing is said
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And "verified" is assumed

  @6.5
  Scenario Outline: Verification makes no ground of what is none: <ground>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And Kommo may refund nothing in its discretion

    Examples:
      | ground             |
      | consumed-credits   |
      | expired-credits    |
      | partial-period     |
      | dissatisfaction    |
      | changed-need       |
      | cancellation       |
      | third-party-outage |
      | credit-cash-out    |
      | none-stated        |

  @6.5 @R5
  Scenario: Kommo may refund a single period that has not started too
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    When the customer asks for a refund on the ground of unauthorised-charge at 2026-07-31 23:59:59.999 UTC
    Then the answer is discretionary
    And Kommo may refund up to USD 50.00 in its discretion

  @6.5
  Scenario Outline: The discretion reaches up to what is left of the fee: <refunded> refunded before
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    And <refunded> was refunded before
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And the refund is USD 0.00 for 0 periods
    And <discretion>

    Examples:
      | refunded  | answer         | discretion                                        |
      | USD 0.00  | discretionary  | Kommo may refund up to USD 50.00 in its discretion |
      | USD 20.00 | discretionary  | Kommo may refund up to USD 30.00 in its discretion |
      | USD 49.99 | discretionary  | Kommo may refund up to USD 0.01 in its discretion  |
      | USD 50.00 | not-refundable | Kommo may refund nothing in its discretion        |

  # In the last period 6.3 gives nothing, and 6.5 stands alone.
  @6.5 @R5
  Scenario: In the last prepaid period Kommo may refund up to the whole fee
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2027-04-01 12:00 UTC
    Then the answer is discretionary
    And the refund is USD 0.00 for 0 periods
    And Kommo may refund up to USD 1,200.00 in its discretion

  @6.3 @6.5
  Scenario: On a verified ground the future periods are due, and beyond them Kommo may choose
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And Kommo may refund up to USD 400.00 in its discretion
    And it is Kommo's choice, with partial-refund recommended
    And it rests on clause 6.3
    And it rests on clause 6.5

  # Left of the fee after what was refunded and what is due: 1,200 - refunded - amount.
  @6.3 @6.5
  Scenario Outline: What is due comes off what Kommo may choose: <refunded> refunded before
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    And <refunded> was refunded before
    When the customer asks for a refund on the ground of unauthorised-charge at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods
    And the discretion reaches up to <up to>

    Examples:
      | refunded   | amount     | up to      |
      | USD 0.00   | USD 800.00 | USD 400.00 |
      | USD 100.00 | USD 800.00 | USD 300.00 |
      | USD 399.99 | USD 800.00 | USD 0.01   |
      | USD 400.00 | USD 800.00 | USD 0.00   |
      | USD 900.00 | USD 300.00 | USD 0.00   |
      | USD 1,199.98 | USD 0.02 | USD 0.00   |
      | USD 1,199.99 | USD 0.01 | USD 0.00   |

  @6.3 @6.5
  Scenario: What is due and what Kommo may choose are answered by one rule, to which their own give way
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then rule "future-periods-are-refundable" gives way to "future-periods-and-kommo-may-refund-more"
    And rule "kommo-may-refund" gives way to "future-periods-and-kommo-may-refund-more"

  @6.3 @6.5
  Scenario: Before the package starts everything is due and nothing is left to choose
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2026-04-30 12:00 UTC
    Then the answer is refundable
    And the refund is USD 1,200.00 for 12 periods
    And the discretion reaches up to USD 0.00

  @6.3 @6.5
  Scenario: On an unverified ground the future periods are due, and no more
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And Kommo may refund nothing in its discretion

  @6.6 @6.3
  Scenario: Cashing out credits gives nothing even where periods are still to come
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And it rests on clause 6.6
    And clause 6.3 is overridden

  @6.6
  Scenario: Law may give what a cash-out of credits does not
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of USD 10.00 under "consumer act 12"
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 10.00 for 0 periods

  @1.3 @6.1
  Scenario Outline: A free package has no fee to refund: <ground>
    Given a free package of 12 periods from 2026-05-01 00:00 UTC
    And the ground is verified
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And Kommo may refund nothing in its discretion
    And clause 6.1 is overridden

    Examples:
      | ground              |
      | none-stated         |
      | technical-failure   |
      | unauthorised-charge |
      | changed-need        |
      | credit-cash-out     |

  @1.3
  Scenario: A free single period has no fee to refund
    Given a free package of one period from 2026-08-01 00:00 UTC
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And clause 6.2 is overridden

  @1.3 @R26
  Scenario: Of a free package law has no fee to give back
    Given a free package of one period from 2026-08-01 00:00 UTC
    And law requires a refund of USD 5.00 under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods

  @2.3 @6.3 @R6
  Scenario Outline: The loss of the subscription does not take what 6.3 gives: <status>
    Given the subscription is <status> and not paid
    And a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And clause 2.3 is overridden

    Examples:
      | status     |
      | expired    |
      | cancelled  |
      | suspended  |
      | terminated |
      | inactive   |

  @2.3 @R6
  Scenario: The loss of the subscription gives no refund of its own
    Given the subscription is terminated and not paid
    And a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And it rests on clause 2.3

  @2.3
  Scenario Outline: Without a loss of the subscription 2.3 has nothing to say: <status>, <payment>
    Given the subscription is <status> and <payment>
    And a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And it does not rest on clause 2.3

    Examples:
      | status | payment  |
      | active | paid     |
      | active | not paid |
      | trial  | not paid |

  @2.3 @6.5
  Scenario: Kommo's discretion prevails over the loss of the subscription
    Given the subscription is terminated and not paid
    And a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is discretionary
    And clause 2.3 is overridden

  @2.3
  Scenario: A refund may be asked for without a word on the subscription
    Given nothing is said of "subscription"
    And a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods

  # 6.3 gives USD 800.00.
  @6.1 @6.3
  Scenario Outline: Where law requires a refund, the greater of its amount and that of 6.3 is due: <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of <law> under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods
    And nothing is left to choice

    Examples:
      | law          | amount       |
      | USD 0.01     | USD 800.00   |
      | USD 799.99   | USD 800.00   |
      | USD 800.00   | USD 800.00   |
      | USD 800.01   | USD 800.01   |
      | USD 1,200.00 | USD 1,200.00 |
      | USD 1,500.00 | USD 1,200.00 |

  @6.1 @6.2
  Scenario: Law prevails over every refusal of the terms
    Given the subscription is terminated and not paid
    And a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of USD 40.00 under "consumer act 12"
    When the customer asks for a refund on the ground of changed-need at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 40.00 for 0 periods
    And clause 6.1 is overridden
    And clause 6.2 is overridden
    And clause 6.4(e) is overridden
    And clause 2.3 is overridden

  # Left of the fee: USD 200.00, which caps both.
  @6.1 @6.3
  Scenario Outline: What law requires and what 6.3 gives stay within what is left of the fee: <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 1,000.00 was refunded before
    And law requires a refund of <law> under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods

    Examples:
      | law        | amount     |
      | USD 100.00 | USD 200.00 |
      | USD 200.00 | USD 200.00 |
      | USD 900.00 | USD 200.00 |

  @6.1 @6.3
  Scenario: Law that requires no refund leaves 6.3 as it is
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires nothing
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods

  @6.1
  Scenario: Law that requires no refund leaves the refusal as it is
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires nothing
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable

  @6.5
  Scenario Outline: Beside what law requires Kommo may choose as far as the fee goes: <law>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    And law requires a refund of <law> under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 0 periods
    And the discretion reaches up to <up to>
    And Kommo may refund up to <up to> in its discretion
    And it is Kommo's choice, with partial-refund recommended

    Examples:
      | law       | amount    | up to     |
      | USD 20.00 | USD 20.00 | USD 30.00 |
      | USD 49.99 | USD 49.99 | USD 0.01  |
      | USD 50.00 | USD 50.00 | USD 0.00  |
      | USD 75.00 | USD 50.00 | USD 0.00  |

  # Law 500.00 is less than the 800.00 of 6.3; 1,200 - 800 = 400 is left to choose. Law 900.00 leaves 300.
  @6.3 @6.5
  Scenario Outline: Law, future periods and discretion together: law requires <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    And law requires a refund of <law> under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods
    And the discretion reaches up to <up to>

    Examples:
      | law          | amount       | up to      |
      | USD 500.00   | USD 800.00   | USD 400.00 |
      | USD 900.00   | USD 900.00   | USD 300.00 |
      | USD 1,300.00 | USD 1,200.00 | USD 0.00   |

  # One cent is left of the fee, less than law requires: the choice remains, up to nothing more.
  @6.5
  Scenario: Where one cent is left of the fee, Kommo may still choose beside what law requires
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    And USD 49.99 was refunded before
    And law requires a refund of USD 20.00 under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 0.01 for 0 periods
    And Kommo may refund up to USD 0.00 in its discretion

  # Nothing is left of the fee, so that 6.5 has nothing to give.
  @6.5
  Scenario: Where nothing is left of the fee, nothing is due, by law neither
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    And USD 50.00 was refunded before
    And law requires a refund of USD 20.00 under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And the refund is USD 0.00 for 0 periods
    And Kommo may refund nothing in its discretion

  @0.2 @6.1 @R8
  Scenario: What Kommo states elsewhere gives no refund beyond section 6
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And a statement by other-kommo-statement, "Refund Policy, paragraph 3", lets unused credits roll over
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable

  @0.2 @6.1 @R8
  Scenario: A Refund Policy is no fact on which a refund could rest
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the facts
      | path         | value                                       |
      | refundPolicy | { grants: true, reference: "paragraph 3" } |
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "/refundPolicy" as unknown-fact

  @6.1 @R8
  Scenario: Law gives a refund beyond section 6
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of USD 50.00 under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 50.00 for 0 periods

  # A free package defeats every refusal of the terms: what was never paid is the reason that counts.
  @1.3 @6.1
  Scenario Outline: That a package was free prevails over what the ground gives: <ground>
    Given a free package of 12 periods from 2026-05-01 00:00 UTC
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And it rests on clause 1.3
    And rule "<rule>" gives way to "free-package-has-no-fee-to-refund"

    Examples:
      | ground             | rule                                  |
      | none-stated        | fees-are-not-refundable               |
      | consumed-credits   | consumed-credits-give-no-refund       |
      | expired-credits    | expired-credits-give-no-refund        |
      | partial-period     | partial-period-gives-no-refund        |
      | dissatisfaction    | dissatisfaction-gives-no-refund       |
      | changed-need       | changed-need-gives-no-refund          |
      | cancellation       | cancellation-gives-no-refund-by-itself |
      | third-party-outage | third-party-outage-gives-no-refund    |
      | credit-cash-out    | credits-are-not-cashed-out            |

  @1.3 @2.3
  Scenario: That a package was free prevails over the loss of the subscription
    Given the subscription is terminated and not paid
    And a free package of 12 periods from 2026-05-01 00:00 UTC
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And clause 2.3 is overridden

  @1.3 @6.2
  Scenario Outline: That a package was free prevails over what is said of a single period: <when>
    Given a free package of one period from 2026-08-01 00:00 UTC
    When the customer asks for a refund at <when>
    Then the answer is not-refundable
    And rule "<rule>" gives way to "free-package-has-no-fee-to-refund"

    Examples:
      | when                        | rule                                   |
      | 2026-07-31 23:59:59.999 UTC | single-period-before-its-start         |
      | 2026-08-01 00:00 UTC        | started-single-period-is-not-refundable |

  @6.1 @6.3 @6.4 @7.4
  Scenario Outline: Law prevails over each rule on the ground: <rule>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 900.00 under "consumer act 12"
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 900.00 for 8 periods
    And rule "<rule>" gives way to "law-requires-refund"

    Examples:
      | ground             | rule                                  |
      | none-stated        | fees-are-not-refundable               |
      | none-stated        | future-periods-are-refundable         |
      | consumed-credits   | consumed-credits-give-no-refund       |
      | expired-credits    | expired-credits-give-no-refund        |
      | partial-period     | partial-period-gives-no-refund        |
      | dissatisfaction    | dissatisfaction-gives-no-refund       |
      | dissatisfaction    | ground-does-not-take-future-periods   |
      | changed-need       | changed-need-gives-no-refund          |
      | cancellation       | cancellation-gives-no-refund-by-itself |
      | third-party-outage | third-party-outage-gives-no-refund    |

  # To cash out credits 6.3 gives nothing, so that none of its periods end.
  @1.5 @6.1 @6.6
  Scenario: Law prevails over the refusal to cash out credits
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 900.00 under "consumer act 12"
    When the customer asks for a refund on the ground of credit-cash-out at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 900.00 for 0 periods
    And rule "credits-are-not-cashed-out" gives way to "law-requires-refund"

  # Eight future periods are USD 800.00.
  @6.1 @6.3 @R26
  Scenario Outline: Law for the started period comes on top of what 6.3 gives, within what was paid: <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of <law> of the started-period under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods
    And it rests on clause 6.3
    And nothing is left to choice

    Examples:
      | law        | amount       |
      | USD 0.00   | USD 800.00   |
      | USD 50.00  | USD 850.00   |
      | USD 400.00 | USD 1,200.00 |
      | USD 400.01 | USD 1,200.00 |

  @6.1 @6.3 @R26
  Scenario: Law and 6.3 are cited each for its part
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 50.00 of the started-period under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then it rests on clause 6.1
    And it rests on clause 6.3
    And rule "law-requires-refund-beside-future-periods" decides
    And reading R26 is applied
    And rule "future-periods-are-refundable" gives way to "law-requires-refund-beside-future-periods"

  @6.1 @6.3 @6.5 @R26
  Scenario Outline: Law for the started period, future periods and discretion together: law requires <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    And law requires a refund of <law> of the started-period under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods
    And Kommo may refund up to <up to> in its discretion
    And it is Kommo's choice, with partial-refund recommended

    Examples:
      | law        | amount       | up to      |
      | USD 50.00  | USD 850.00   | USD 350.00 |
      | USD 500.00 | USD 1,200.00 | USD 0.00   |

  @6.1 @6.3 @R26
  Scenario Outline: Law for future periods gives way to 6.3 where it gives no more: <law>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of <law> of the future-periods under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is <amount> for 8 periods
    And rule "<rule>" decides

    Examples:
      | law        | amount     | rule                          |
      | USD 799.99 | USD 800.00 | future-periods-are-refundable |
      | USD 800.00 | USD 800.00 | future-periods-are-refundable |
      | USD 800.01 | USD 800.01 | law-requires-refund           |

  # Four periods had started, and the last ten were refunded: none is left, and nothing is owed for less than none.
  @6.1 @6.3 @R26
  Scenario: Law for the started period stands alone where more periods were refunded than had not started
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And USD 1,000.00 was refunded before for the last 10 periods
    And law requires a refund of USD 20.00 of the started-period under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 20.00 for 0 periods

  @6.1
  Scenario: Law that requires other things changes no refund
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires everything but the refund under "act 1"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable

  @6.1 @6.2 @R4
  Scenario: Law prevails over the refusal of a single period that has not started
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of USD 40.00 under "consumer act 12"
    When the customer asks for a refund at 2026-07-31 23:59:59.999 UTC
    Then the answer is refundable
    And the refund is USD 40.00 for 0 periods
    And rule "single-period-before-its-start" gives way to "law-requires-refund"

  # Eight future periods are USD 800.00; law requires USD 900.00, which leaves USD 300.00.
  @6.1 @6.3 @6.5
  Scenario Outline: Law and discretion together are answered by one rule, to which the others give way: <rule>
    Given the subscription is terminated and not paid
    And a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    And law requires a refund of USD 900.00 under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 900.00 for 8 periods
    And Kommo may refund up to USD 300.00 in its discretion
    And rule "<rule>" gives way to "<by>"

    Examples:
      | rule                                     | by                                        |
      | kommo-may-refund                         | law-requires-refund                       |
      | future-periods-and-kommo-may-refund-more | law-requires-refund                       |
      | fees-are-not-refundable                  | law-requires-refund-and-kommo-may-refund-more |
      | loss-of-subscription-gives-no-refund     | law-requires-refund-and-kommo-may-refund-more |
      | future-periods-are-refundable            | law-requires-refund-and-kommo-may-refund-more |
      | kommo-may-refund                         | law-requires-refund-and-kommo-may-refund-more |
      | future-periods-and-kommo-may-refund-more | law-requires-refund-and-kommo-may-refund-more |
      | law-requires-refund                      | law-requires-refund-and-kommo-may-refund-more |

  @6.1 @6.2 @6.5 @R4
  Scenario Outline: Law and discretion together prevail over what is said of a single period: <when>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the ground is verified
    And law requires a refund of USD 20.00 under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at <when>
    Then the answer is refundable
    And the refund is USD 20.00 for 0 periods
    And Kommo may refund up to USD 30.00 in its discretion
    And rule "<rule>" gives way to "law-requires-refund-and-kommo-may-refund-more"

    Examples:
      | when                        | rule                                   |
      | 2026-07-31 23:59:59.999 UTC | single-period-before-its-start         |
      | 2026-08-01 00:00 UTC        | started-single-period-is-not-refundable |

  # The ninth of twelve periods begins on 29 December 2026: asked before, it is a future one, whenever Kommo decides.
  @6.3 @R31
  Scenario Outline: Which periods are future is measured when Kommo received the request: <received>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    When the customer asks for a refund at <received>
    Then the refund is <amount> for <periods> periods
    And reading R31 is applied

    Examples:
      | received                    | amount     | periods |
      | 2026-12-26 23:59:59.999 UTC | USD 400.00 | 4       |
      | 2026-12-27 00:00 UTC        | USD 300.00 | 3       |

  # Eight future periods are USD 800.00; law requires USD 50.00 for the one that has started.
  @2.3 @5.3 @6.1 @6.3 @6.4 @7.4 @R26
  Scenario Outline: Law for the started period and 6.3 together prevail over each rule on the ground: <rule>
    Given the subscription is terminated and not paid
    And a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And law requires a refund of USD 50.00 of the started-period under "consumer act 12"
    When the customer asks for a refund on the ground of <ground> at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 850.00 for 8 periods
    And rule "<rule>" gives way to "law-requires-refund-beside-future-periods"
    And rule "fees-are-not-refundable" gives way to "law-requires-refund-beside-future-periods"
    And rule "loss-of-subscription-gives-no-refund" gives way to "law-requires-refund-beside-future-periods"

    Examples:
      | ground             | rule                                   |
      | none-stated        | future-periods-are-refundable          |
      | consumed-credits   | consumed-credits-give-no-refund        |
      | expired-credits    | expired-credits-give-no-refund         |
      | partial-period     | partial-period-gives-no-refund         |
      | dissatisfaction    | dissatisfaction-gives-no-refund        |
      | dissatisfaction    | ground-does-not-take-future-periods    |
      | changed-need       | changed-need-gives-no-refund           |
      | cancellation       | cancellation-gives-no-refund-by-itself |
      | third-party-outage | third-party-outage-gives-no-refund     |

  # 850.00 of 1,200.00 are due, which leaves USD 350.00.
  @2.3 @6.1 @6.3 @6.5 @R26
  Scenario Outline: Law for the started period, 6.3 and 6.5 together are answered by one rule, to which the others give way: <rule>
    Given the subscription is terminated and not paid
    And a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the ground is verified
    And law requires a refund of USD 50.00 of the started-period under "consumer act 12"
    When the customer asks for a refund on the ground of technical-failure at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 850.00 for 8 periods
    And Kommo may refund up to USD 350.00 in its discretion
    And rule "<rule>" gives way to "<by>"

    Examples:
      | rule                                      | by                                                 |
      | kommo-may-refund                          | law-requires-refund-beside-future-periods          |
      | future-periods-and-kommo-may-refund-more  | law-requires-refund-beside-future-periods          |
      | fees-are-not-refundable                   | law-beside-future-periods-and-kommo-may-refund-more |
      | loss-of-subscription-gives-no-refund      | law-beside-future-periods-and-kommo-may-refund-more |
      | future-periods-are-refundable             | law-beside-future-periods-and-kommo-may-refund-more |
      | kommo-may-refund                          | law-beside-future-periods-and-kommo-may-refund-more |
      | future-periods-and-kommo-may-refund-more  | law-beside-future-periods-and-kommo-may-refund-more |
      | law-requires-refund-beside-future-periods | law-beside-future-periods-and-kommo-may-refund-more |

  # Left of the fee is what 6.3 gives: for the started period there is nothing more that law could give back.
  @6.1 @6.3 @R26
  Scenario Outline: Where law gives nothing for the started period, 6.3 stands by itself: <law>, <refunded> refunded before
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And <refunded> was refunded before
    And law requires a refund of <law> of the started-period under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 800.00 for 8 periods
    And rule "future-periods-are-refundable" decides
    And rule "law-requires-refund-beside-future-periods" does not decide

    Examples:
      | law       | refunded   |
      | USD 0.00  | USD 0.00   |
      | USD 50.00 | USD 400.00 |

  # Two periods for two cents, one of which has started: 6.3 gives the cent of the other.
  @6.1 @6.3 @R26
  Scenario: A cent for a future period and a cent by law for the started one are two
    Given a prepaid package of 2 periods from 2026-08-01 00:00 UTC for USD 0.02
    And law requires a refund of USD 0.01 of the started-period under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is refundable
    And the refund is USD 0.02 for 1 period
    And rule "law-requires-refund-beside-future-periods" decides
