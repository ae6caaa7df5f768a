Feature: 3. Purchase and billing
  By which ways a package may be purchased.

  Background:
    Given the subscription is active and paid

  @3.1
  Scenario Outline: A purchase by <method> is open
    Given the purchase is made by <method>
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it does not rest on clause 3.1

    Examples:
      | method            |
      | billing-interface |
      | authorised-method |

  @3.1
  Scenario: A purchase by another way is not open
    Given the purchase is made by other
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 3.1
    And it does not rest on clause 2.1
    And clause 2.1 is overridden

  @3.1
  Scenario: How a package was purchased is no bar to its use
    Given the purchase is made by other
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible

  @3.1
  Scenario: Law that requires something else does not open another way to purchase
    Given the purchase is made by other
    And law requires it under "telecommunications act 4"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 3.1

  @3.1 @13.2 @R19
  Scenario Outline: A measure against access does not bar a purchase, but a warning goes with it: <status>
    Given the purchase is made by billing-interface
    And access is <status>
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And a warning goes with it
    And reading R19 is applied

    Examples:
      | status     |
      | throttled  |
      | restricted |
      | suspended  |
      | disabled   |
      | terminated |

  @13.2 @R19
  Scenario: The same measure bars a use
    Given access is suspended
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 13.2

  @13.2 @R19
  Scenario: A measure on some functionality goes with a purchase as a warning
    Given the purchase is made by billing-interface
    And access to ai-reply is suspended
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And a warning goes with it

  @13.2
  Scenario: With active access no warning goes with a purchase
    Given the purchase is made by billing-interface
    And access is active
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And no warning goes with it
