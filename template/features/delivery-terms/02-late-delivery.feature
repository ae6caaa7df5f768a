Feature: 2. Late Delivery

  Background:
    Given an order due at 2026-03-02 09:00 UTC for EUR 250.00

  @2.1 @1.2
  Scenario Outline: Each full period of 24 hours is a Day of Delay: <delivered>
    Given it is delivered at <delivered>
    When compensation is asked for at 2026-04-01 00:00 UTC
    Then the customer is owed <amount>

    Examples:
      | delivered                   | amount    |
      | 2026-03-03 09:00 UTC        | EUR 5.00  |
      | 2026-03-04 08:59:59.999 UTC | EUR 5.00  |
      | 2026-03-04 09:00 UTC        | EUR 10.00 |

  @2.1
  Scenario Outline: Less than a Day of Delay gives nothing: <delivered>
    Given it is delivered at <delivered>
    When compensation is asked for at 2026-04-01 00:00 UTC
    Then nothing is owed

    Examples:
      | delivered                   |
      | 2026-02-20 09:00 UTC        |
      | 2026-03-02 09:00 UTC        |
      | 2026-03-03 08:59:59.999 UTC |

  @2.2
  Scenario Outline: At most 10 percent of the price is owed: <delivered>
    Given it is delivered at <delivered>
    When compensation is asked for at 2026-04-01 00:00 UTC
    Then the customer is owed <amount>

    Examples:
      | delivered            | amount    |
      | 2026-03-06 09:00 UTC | EUR 20.00 |
      | 2026-03-07 09:00 UTC | EUR 25.00 |
      | 2026-03-20 09:00 UTC | EUR 25.00 |

  @2.3
  Scenario: Nothing is owed for a delay that the customer has caused
    Given it is delivered at 2026-03-06 09:00 UTC
    And the customer has caused the delay
    When compensation is asked for at 2026-04-01 00:00 UTC
    Then nothing is owed

  @2.1 @D1
  Scenario: A part of a cent is not paid
    Given an order due at 2026-03-02 09:00 UTC for EUR 2.99
    And it is delivered at 2026-03-04 09:00 UTC
    When compensation is asked for at 2026-04-01 00:00 UTC
    Then the customer is owed EUR 0.11

  @1.2
  Scenario Outline: What is not delivered yet is not decided: <asked>
    Given it is delivered at 2026-03-06 09:00 UTC
    When compensation is asked for at <asked>
    Then <answer>

    Examples:
      | asked                       | answer                                        |
      | 2026-03-06 08:59:59.999 UTC | the request is refused with "delivered-later" |
      | 2026-03-06 09:00 UTC        | the customer is owed EUR 20.00                |
