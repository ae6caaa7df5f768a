Feature: 2. Eligibility and relationship to the Kommo subscription
  Who may purchase and use AI agent, and what follows when the subscription ceases to be active.

  Background:
    Given the purchase is made by billing-interface

  @2.1
  Scenario: An active and paid subscription makes a customer eligible to purchase
    Given the subscription is active and paid
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it rests on clause 2.1
    And no warning goes with it
    And nothing is left to choice

  @2.1
  Scenario: An active and paid subscription makes a customer eligible to use
    Given the subscription is active and paid
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it rests on clause 2.1

  @2.1
  Scenario Outline: Without an active paid subscription there is no purchase: <status>, <payment>
    Given the subscription is <status> and <payment>
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 2.1

    Examples:
      | status     | payment  |
      | active     | not paid |
      | trial      | not paid |
      | expired    | paid     |
      | expired    | not paid |
      | cancelled  | paid     |
      | cancelled  | not paid |
      | suspended  | paid     |
      | suspended  | not paid |
      | terminated | paid     |
      | inactive   | paid     |
      | inactive   | not paid |

  @2.1
  Scenario Outline: Without an active paid subscription there is no use: <status>, <payment>
    Given the subscription is <status> and <payment>
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 2.1

    Examples:
      | status     | payment  |
      | active     | not paid |
      | trial      | not paid |
      | expired    | paid     |
      | cancelled  | paid     |
      | suspended  | paid     |
      | terminated | not paid |
      | inactive   | paid     |

  @2.1
  Scenario Outline: Kommo expressly provides otherwise: <status> may purchase and use
    Given the subscription is <status> and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And it rests on clause 2.1

    Examples:
      | status     |
      | active     |
      | trial      |
      | expired    |
      | cancelled  |
      | suspended  |
      | terminated |
      | inactive   |

  @2.1
  Scenario: To a customer with an active paid subscription an express provision adds nothing
    Given the subscription is active and paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And rule "available-with-active-paid-subscription" decides
    And rule "expressly-provided-without-subscription" does not decide

  @2.1
  Scenario: A provision that was not granted provides nothing
    Given the subscription is trial and not paid
    And Kommo declined in "letter of 3 July 2026" to provide otherwise
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible

  @2.1 @3.1
  Scenario: An express provision lifts only the need of a subscription, not the way to purchase
    Given the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And the purchase is made by other
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 3.1
    And it does not rest on clause 2.1

  @2.1 @13.2
  Scenario: An express provision does not lift a suspension of access
    Given the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And access is suspended
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 13.2
    And it does not rest on clause 2.1

  @2.1 @18.1
  Scenario: An express provision does not bring back a withdrawn package
    Given the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And the package is withdrawn
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 18.1

  @2.1 @3.1 @18.1 @7.3
  Scenario: Several bars to a purchase stand together
    Given the subscription is expired and not paid
    And the purchase is made by other
    And the package is withdrawn
    And the functionality in question is legacy-autoreply
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 2.1
    And it rests on clause 3.1
    And it rests on clause 7.3
    And it rests on clause 18.1

  @2.1 @13.2 @7.3
  Scenario: Several bars to a use stand together
    Given the subscription is expired and not paid
    And access is terminated
    When the customer wants to use legacy-autoreply at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And it rests on clause 2.1
    And it rests on clause 7.3
    And it rests on clause 13.2

  @2.1 @13.2
  Scenario: Each bar overrides the eligibility that a subscription gives
    Given the subscription is active and paid
    And access is disabled
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And clause 2.1 is overridden

  @2.2
  Scenario: A purchase leaves plan, seats, tier and entitlements as they are
    Given the subscription is active and paid
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And the subscription stays as it is
    And it rests on clause 2.2

  @2.2
  Scenario: A use leaves plan, seats, tier and entitlements as they are
    Given the subscription is active and paid
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And the subscription stays as it is
    And it rests on clause 2.2

  @2.2
  Scenario Outline: A statement by <source> may expand the subscription
    Given the subscription is active and paid
    And a statement by <source>, "offer 12", expands the subscription
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And the subscription changes

    Examples:
      | source            |
      | billing-interface |
      | order-form        |
      | writing           |

  @2.2
  Scenario: A statement that is neither in writing nor in the Billing Interface does not expand the subscription
    Given the subscription is active and paid
    And a statement by other-kommo-statement, "telephone call of 2 May", expands the subscription
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And the subscription stays as it is

  @2.2
  Scenario: A statement that does not expand the subscription leaves it as it is
    Given the subscription is active and paid
    And a statement by writing, "offer 12", does not expand the subscription
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the subscription stays as it is

  @2.1 @2.2
  Scenario Outline: What is stated or warned of opens nothing without a subscription: <what>
    Given the subscription is expired and not paid
    And <what>
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And no warning goes with it
    And the subscription stays as it is
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And no warning goes with it

    Examples:
      | what                                                              |
      | a statement by order-form, "offer 12", expands the subscription   |
      | access is throttled                                               |

  # Each bar defeats all that would otherwise go with eligibility. The functionality is withdrawn from 1 June 2026.
  @2.2 @3.1 @7.3 @13.2 @18.1
  Scenario Outline: A bar to a purchase prevails over what would go with it: <bar>, <other>
    Given the subscription is active and paid
    And <bar>
    And <other>
    And the functionality in question is legacy-autoreply
    And law keeps the functionality under "telecommunications act 4"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And the subscription stays as it is
    And no warning goes with it
    And it rests on clause <clause>
    And it does not rest on clause 2.2
    And it does not rest on clause 7.3

    Examples:
      | bar                           | other                                                           | clause |
      | the purchase is made by other | a statement by order-form, "offer 12", expands the subscription | 3.1    |
      | the purchase is made by other | access is suspended                                             | 3.1    |
      | the package is withdrawn      | a statement by order-form, "offer 12", expands the subscription | 18.1   |
      | the package is withdrawn      | access is suspended                                             | 18.1   |

  @2.2 @7.3 @13.2
  Scenario Outline: The withdrawal of functionality prevails over what would go with a purchase or a use: <other>
    Given the subscription is <status> and <payment>
    And <other>
    And the functionality in question is legacy-autoreply
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And the subscription stays as it is
    And no warning goes with it
    And it rests on clause 7.3
    When the customer wants to use legacy-autoreply at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And the subscription stays as it is
    And no warning goes with it
    And it rests on clause 7.3

    Examples:
      | status | payment  | other                                                           |
      | active | paid     | a statement by order-form, "offer 12", expands the subscription |
      | active | paid     | access is throttled                                             |
      | trial  | not paid | Kommo expressly provides otherwise in "letter of 3 July 2026"   |

  @2.2 @13.2
  Scenario: A suspension prevails over a statement that expands the subscription
    Given the subscription is active and paid
    And access is suspended
    And a statement by order-form, "offer 12", expands the subscription
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And the subscription stays as it is
    And it rests on clause 13.2

  @2.2 @4.5
  Scenario: A statement on something else does not expand the subscription
    Given the subscription is active and paid
    And a statement by order-form, "order 9", lets unused credits roll over
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And the subscription stays as it is
    And "expressStatement.expands" is assumed

  @2.3 @4.5
  Scenario Outline: When the subscription has ceased to be active, Kommo may let unused credits expire at once: <status>
    Given the subscription is <status> and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at 2026-05-15 00:00 UTC
    Then the answer is may-expire
    And 600 credits are kept, 0 roll over and 0 expire
    And the period ends at 2026-05-31 00:00 UTC
    And Kommo may choose to keep or to expire
    And it is Kommo's choice, with keep recommended
    And it rests on clause 2.3

    Examples:
      | status     |
      | expired    |
      | cancelled  |
      | suspended  |
      | terminated |
      | inactive   |

  @2.3
  Scenario Outline: A subscription that is <status> and <payment> has not ceased to be active
    Given the subscription is <status> and <payment>
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at 2026-05-15 00:00 UTC
    Then the answer is keep
    And nothing is left to choice
    And it does not rest on clause 2.3

    Examples:
      | status | payment  |
      | active | paid     |
      | active | not paid |
      | trial  | not paid |

  @2.3
  Scenario: A subscription that was paid and has ended has ceased to be active all the same
    Given the subscription is cancelled and paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at 2026-05-15 00:00 UTC
    Then the answer is may-expire

  @2.3 @4.5
  Scenario Outline: The choice under 2.3 lasts until the period's end, where the credits expire: <when>
    Given the subscription is terminated and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And <kept> credits are kept, 0 roll over and <expired> expire

    Examples:
      | when                        | answer     | kept | expired |
      | 2026-05-30 23:59:59.999 UTC | may-expire | 600  | 0       |
      | 2026-05-31 00:00 UTC        | expire     | 0    | 600     |
      | 2026-05-31 00:00:00.001 UTC | expire     | 0    | 600     |

  @2.3 @4.5
  Scenario: Where credits would roll over, a subscription that has ceased leaves it to Kommo
    Given the subscription is expired and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And a statement by order-form, "order 9", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is may-expire
    And 600 credits are kept, 0 roll over and 0 expire
    And Kommo may choose to keep or to expire
    And it is Kommo's choice, with keep recommended
    And rule "credits-expire-at-the-end-of-their-period" gives way to "roll-over-may-be-lost-once-subscription-ceased"

  @2.3 @4.5
  Scenario: Where no roll-over is stated, the credits of a subscription that has ceased expire, though a period follows
    Given the subscription is expired and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @2.3 @4.5 @13.3
  Scenario: Where credits would roll over, suspension of access leaves Kommo's choice
    Given the subscription is expired and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    And a statement by order-form, "order 9", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is may-expire
    And 600 credits are kept, 0 roll over and 0 expire
    And rule "credits-expire-during-suspension-too" gives way to "roll-over-may-be-lost-once-subscription-ceased"

  @2.3 @4.5
  Scenario: Before the period's end the roll-over changes nothing in Kommo's choice
    Given the subscription is expired and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And a statement by order-form, "order 9", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-05-30 23:59:59.999 UTC
    Then the answer is may-expire
    And 600 credits are kept, 0 roll over and 0 expire
    And rule "roll-over-may-be-lost-once-subscription-ceased" does not decide

  @2.3 @4.5
  Scenario: Without a period to roll over to, the credits of a subscription that has ceased expire at the end
    Given the subscription is expired and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And a statement by order-form, "order 9", lets unused credits roll over
    And no further period follows
    When the unused credits are considered at 2026-05-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire

  @2.3
  Scenario: With nothing unused the choice is about nothing
    Given the subscription is expired and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 1,000 of 1,000 credits are consumed
    When the unused credits are considered at 2026-05-15 00:00 UTC
    Then the answer is may-expire
    And 0 credits are kept, 0 roll over and 0 expire

  @2.3
  Scenario Outline: Law that keeps credits prevails over Kommo's choice until its instant: <when>
    Given the subscription is terminated and not paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And law requires that credits be kept until 2026-05-20 00:00 UTC under "consumer act 12"
    When the unused credits are considered at <when>
    Then the answer is <answer>
    And 600 credits are kept, 0 roll over and 0 expire

    Examples:
      | when                        | answer     |
      | 2026-05-19 23:59:59.999 UTC | keep       |
      | 2026-05-20 00:00 UTC        | may-expire |

  @2.1 @2.3 @R11
  Scenario Outline: Without an active paid subscription a use is refused at once, before Kommo acts: <status>, <payment>
    Given the subscription is <status> and <payment>
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-15 00:00 UTC
    Then the answer is refuse
    And 0 credits are taken and 1,000 are left
    And it rests on clause 2.1
    And reading R11 is applied

    Examples:
      | status     | payment  |
      | active     | not paid |
      | trial      | not paid |
      | expired    | paid     |
      | cancelled  | paid     |
      | suspended  | not paid |
      | terminated | not paid |
      | inactive   | paid     |

  @2.1 @R11
  Scenario: Where Kommo expressly provides otherwise, a use without subscription consumes credits
    Given the subscription is inactive and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-15 00:00 UTC
    Then the answer is consume
    And 1 credit is taken and 999 are left

  @2.1
  Scenario: A provision that was not granted does not admit a use
    Given the subscription is inactive and not paid
    And Kommo declined in "letter of 3 July 2026" to provide otherwise
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-15 00:00 UTC
    Then the answer is refuse

  @2.1
  Scenario: With an active and paid subscription the same use consumes credits
    Given the subscription is active and paid
    And a package of one period from 2026-05-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    When 1 unit of ai-reply is used at 2026-05-15 00:00 UTC
    Then the answer is consume

  @0.3 @18.2
  Scenario: Purchase and use bind the customer to the revision that governs
    Given the subscription is active and paid
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the customer is bound to the revision "2026-04-27"
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the customer is bound to the revision "2026-04-27"
