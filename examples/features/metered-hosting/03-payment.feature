Feature: 3. Payment

  @3.1 @3.2 @1.2
  Scenario Outline: An invoice is due on the tenth Business Day, which ends in New York: <looked>
    Given an unpaid invoice of 2026-05-15
    When the invoice is looked at on <looked>
    Then <answer>

    Examples:
      | looked                      | answer                       |
      | 2026-05-20 12:00 UTC        | it is in order               |
      | 2026-06-02 03:59:59.999 UTC | it is in order               |
      | 2026-06-02 04:00 UTC        | it is overdue                |
      | 2026-06-09 03:59:59.999 UTC | it is overdue                |
      | 2026-06-09 04:00 UTC        | the service may be suspended |

  @3.2 @3.3
  Scenario: What is paid is in order
    Given an unpaid invoice of 2026-05-15
    And it is paid
    When the invoice is looked at on 2026-07-01 12:00 UTC
    Then it is in order

  @1.2
  Scenario Outline: A bank holiday is no Business Day: an invoice of <issued>
    Given an unpaid invoice of <issued>
    When the invoice is looked at on <looked>
    Then <answer>

    Examples:
      | issued     | looked               | answer         |
      | 2026-05-11 | 2026-05-26 12:00 UTC | it is in order |
      | 2026-05-11 | 2026-05-27 12:00 UTC | it is overdue  |
      | 2026-06-18 | 2026-07-03 12:00 UTC | it is overdue  |
      | 2026-06-19 | 2026-07-06 12:00 UTC | it is in order |

  @1.2
  Scenario Outline: Beyond the days that are known nothing is decided: an invoice of <issued>
    Given an unpaid invoice of <issued>
    When the invoice is looked at on 2026-08-20 12:00 UTC
    Then <answer>

    Examples:
      | issued     | answer                                     |
      | 2026-08-10 | it is in order                             |
      | 2026-08-11 | the request is refused with "out-of-range" |

  @1.2
  Scenario Outline: Before the days that are known nothing is decided: an invoice of <issued>
    Given an unpaid invoice of <issued>
    When the invoice is looked at on 2026-01-05 12:00 UTC
    Then <answer>

    Examples:
      | issued     | answer                                     |
      | 2025-12-31 | it is in order                             |
      | 2025-12-30 | the request is refused with "out-of-range" |
