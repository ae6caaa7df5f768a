Feature: 2. Fees

  @2.1 @2.1(a) @2.1(b) @2.1(c)
  Scenario Outline: All Units have the price of the band that they reach: <units>
    Given <units> Units
    When the Fee is asked for
    Then it is <fee>

    Examples:
      | units  | fee       |
      | 500    | USD 5.00  |
      | 1,000  | USD 10.00 |
      | 1,004  | USD 7.53  |
      | 10,000 | USD 75.00 |
      | 10,001 | USD 50.00 |
      | 10,002 | USD 50.01 |

  @2.2
  Scenario Outline: Half a cent goes to the even one: <units>
    Given <units> Units
    When the Fee is asked for
    Then it is <fee>

    Examples:
      | units | fee      |
      | 1,001 | USD 7.51 |
      | 1,002 | USD 7.52 |
      | 1,003 | USD 7.52 |
      | 1,006 | USD 7.54 |

  @2.3
  Scenario Outline: The Fee is at least USD 5.00: <units>
    Given <units> Units
    When the Fee is asked for
    Then it is the least Fee of USD 5.00

    Examples:
      | units |
      | 1     |
      | 499   |

  @2.3
  Scenario: Without Units there is no Fee
    Given 0 Units
    When the Fee is asked for
    Then there is none
