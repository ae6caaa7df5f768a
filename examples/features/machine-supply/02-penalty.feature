Feature: 2. Penalty

  Background:
    Given a Machine for GBP 400,000.00, due on 2026-03-31

  @2.1 @1.2
  Scenario Outline: Each started week of Delay counts, by the calendar of London: <delivered>
    Given it is delivered at <delivered>
    When the penalty is claimed at 2026-06-01 12:00 UTC
    Then a penalty of <amount> is owed

    Examples:
      | delivered               | amount       |
      | 2026-04-01 00:00 +01:00 | GBP 2,000.00 |
      | 2026-04-07 23:59 +01:00 | GBP 2,000.00 |
      | 2026-04-08 00:00 +01:00 | GBP 4,000.00 |

  @2.1
  Scenario Outline: By the Delivery Date nothing is owed: <delivered>
    Given it is delivered at <delivered>
    When the penalty is claimed at 2026-05-01 12:00 UTC
    Then no penalty is owed

    Examples:
      | delivered               |
      | 2026-03-20 09:00 UTC    |
      | 2026-03-31 23:59 +01:00 |

  @2.2
  Scenario Outline: The penalty is at most 5 percent of the Price: <delivered>
    Given it is delivered at <delivered>
    When the penalty is claimed at 2026-07-20 12:00 UTC
    Then a penalty of <amount> is owed

    Examples:
      | delivered            | amount        |
      | 2026-06-02 09:00 UTC | GBP 18,000.00 |
      | 2026-06-03 09:00 UTC | GBP 20,000.00 |
      | 2026-06-09 09:00 UTC | GBP 20,000.00 |
      | 2026-06-10 09:00 UTC | GBP 20,000.00 |

  @2.1
  Scenario Outline: Half a penny is a whole one: <price>
    Given a Machine for <price>, due on 2026-03-31
    And it is delivered at 2026-04-02 09:00 UTC
    When the penalty is claimed at 2026-05-01 12:00 UTC
    Then a penalty of <amount> is owed

    Examples:
      | price    | amount   |
      | GBP 0.99 | GBP 0.00 |
      | GBP 1.00 | GBP 0.01 |
      | GBP 2.99 | GBP 0.01 |
      | GBP 5.00 | GBP 0.03 |

  @2.3
  Scenario: A Delay that the Buyer has caused has no penalty
    Given it is delivered at 2026-04-14 09:00 UTC
    And the Delay was caused by the buyer
    When the penalty is claimed at 2026-05-01 12:00 UTC
    Then no penalty is owed

  @2.4
  Scenario Outline: Events have no penalty where notice was given within five days: <notice>
    Given it is delivered at 2026-04-14 09:00 UTC
    And the Delay was caused by the events
    And events began on 2026-03-10, with notice on <notice>
    When the penalty is claimed at 2026-05-01 12:00 UTC
    Then <answer>

    Examples:
      | notice     | answer                               |
      | 2026-03-10 | no penalty is owed                   |
      | 2026-03-15 | no penalty is owed                   |
      | 2026-03-16 | a penalty of GBP 4,000.00 is owed    |

  @2.4
  Scenario: Events without a notice have a penalty
    Given it is delivered at 2026-04-14 09:00 UTC
    And the Delay was caused by the events
    When the penalty is claimed at 2026-05-01 12:00 UTC
    Then a penalty of GBP 4,000.00 is owed

  @2.4
  Scenario: A notice alone is no event
    Given it is delivered at 2026-04-14 09:00 UTC
    And events began on 2026-03-10, with notice on 2026-03-11
    When the penalty is claimed at 2026-05-01 12:00 UTC
    Then a penalty of GBP 4,000.00 is owed

  @2.5 @M1
  Scenario Outline: The penalty is claimed within three months: <claimed>
    Given it is delivered at 2026-04-14 10:00 +01:00
    When the penalty is claimed at <claimed>
    Then <answer>

    Examples:
      | claimed                           | answer                            |
      | 2026-07-14 10:00 +01:00           | a penalty of GBP 4,000.00 is owed |
      | 2026-07-14 10:00:00.001 +01:00    | no penalty is owed                |

  @1.1
  Scenario Outline: What is not delivered yet is not decided: <claimed>
    Given it is delivered at 2026-04-14 09:00 UTC
    When the penalty is claimed at <claimed>
    Then <answer>

    Examples:
      | claimed                     | answer                                        |
      | 2026-04-14 08:59:59.999 UTC | the request is refused with "delivered-later" |
      | 2026-04-14 09:00 UTC        | a penalty of GBP 4,000.00 is owed             |
