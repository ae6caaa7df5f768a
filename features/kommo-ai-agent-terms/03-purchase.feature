Feature: 3. Purchase and billing
  By which ways a package may be purchased, and what is charged for it.

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
    And law keeps the functionality under "telecommunications act 4"
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
    And the warning is "access-<status>"
    And rule "use-goes-with-access-warning" does not decide
    And reading R19 is applied

    Examples:
      | status     |
      | throttled  |
      | restricted |
      | suspended  |
      | disabled   |

  @3.1 @13.2 @R19
  Scenario Outline: Only a termination of access as a whole bars a purchase: <access>
    Given the purchase is made by billing-interface
    And <access>
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And reading R19 is applied

    Examples:
      | access                                      | answer       |
      | access is terminated                        | not-eligible |
      | access to every functionality is terminated | not-eligible |
      | access to ai-reply is terminated            | eligible     |

  @13.2 @R19
  Scenario Outline: A measure that names every designated functionality is one on all of AI agent: <access>
    Given <access>
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | access                                      | answer       |
      | access to every functionality is terminated | not-eligible |
      | access to ai-reply is terminated            | eligible     |

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

  @3.2 @3.3
  Scenario: A purchase is accepted and charged in advance
    Given the fee is USD 50.00
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00
    And the charge is due in advance
    And no warning goes with it
    And it rests on clause 2.1
    And it rests on clause 3.2
    And nothing is left to choice

  @3.1
  Scenario Outline: A purchase is decided by the way in which it is made: <method>
    Given the fee is USD 50.00
    When the customer purchases by <method> at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | method            | answer |
      | billing-interface | accept |
      | authorised-method | accept |
      | other             | refuse |

  @3.1
  Scenario: A purchase by another way is refused, and nothing is charged
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    When the customer purchases by other at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 3.1
    And it does not rest on clause 2.1
    And clause 2.1 is overridden
    And nothing is charged

  @2.1
  Scenario Outline: Without an active paid subscription a purchase is refused: <status>, <payment>
    Given the fee is USD 50.00
    And the subscription is <status> and <payment>
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 2.1
    And nothing is charged

    Examples:
      | status     | payment  |
      | active     | not paid |
      | trial      | not paid |
      | expired    | paid     |
      | cancelled  | paid     |
      | suspended  | not paid |
      | terminated | not paid |
      | inactive   | paid     |

  @2.1
  Scenario: Where Kommo expressly provides otherwise, a purchase needs no subscription
    Given the fee is USD 50.00
    And the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00

  @2.1 @3.1
  Scenario: An express provision lifts one bar to a purchase and leaves the other
    Given the fee is USD 50.00
    And the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When the customer purchases by other at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 3.1
    And it does not rest on clause 2.1

  @2.1 @3.1 @7.3 @18.1
  Scenario: Of several bars to a purchase each is a reason of the refusal
    Given the fee is USD 50.00
    And the subscription is expired and not paid
    And the package is withdrawn
    And the functionality in question is legacy-autoreply
    When the customer purchases by other at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 2.1
    And it rests on clause 3.1
    And it rests on clause 7.3
    And it rests on clause 18.1
    And nothing is charged

  @7.3
  Scenario Outline: A purchase of functionality is refused from the instant of its withdrawal: <when>
    Given the fee is USD 50.00
    And the functionality in question is legacy-autoreply
    When the customer purchases by billing-interface at <when>
    Then the answer is <answer>

    Examples:
      | when                        | answer |
      | 2026-05-31 23:59:59.999 UTC | accept |
      | 2026-06-01 00:00 UTC        | refuse |
      | 2026-06-01 00:00:00.001 UTC | refuse |

  @7.3
  Scenario: A purchase of withdrawn functionality is accepted where law keeps it
    Given the fee is USD 50.00
    And the functionality in question is legacy-autoreply
    And law keeps the functionality under "telecommunications act 4"
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And it rests on clause 7.3

  @7.3
  Scenario Outline: A purchase of withdrawn functionality is accepted where the written agreement names it: <kept>
    Given the fee is USD 50.00
    And the functionality in question is legacy-autoreply
    And the written agreement "master agreement 7" keeps <kept>
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | kept             | answer |
      | legacy-autoreply | accept |
      | ai-reply         | refuse |

  @13.2 @R19
  Scenario Outline: A purchase is accepted with a warning while access is <status>
    Given the fee is USD 50.00
    And access is <status>
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And a warning goes with it
    And the warning is "access-<status>"
    And reading R19 is applied
    And the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00

    Examples:
      | status     |
      | throttled  |
      | restricted |
      | suspended  |
      | disabled   |

  @13.2 @R19
  Scenario: A purchase is refused once access is terminated as a whole
    Given the fee is USD 50.00
    And access is terminated
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And nothing is charged
    And no warning goes with it
    And reading R19 is applied
    And it rests on clause 13.2

  @13.2 @R19
  Scenario: A purchase is accepted with a warning while access to some of AI agent is terminated
    Given the fee is USD 50.00
    And access to ai-reply is terminated
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the warning is "access-terminated"

  @3.2
  Scenario Outline: The fee is charged in advance unless the Billing Interface or an order form says otherwise: <source>
    Given the fee is USD 50.00
    And a statement by <source>, "order 9", does not charge the fee in advance
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And <due>
    And it rests on clause 3.2
    And the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00

    Examples:
      | source                | due                          |
      | billing-interface     | the charge is due as stated  |
      | order-form            | the charge is due as stated  |
      | writing               | the charge is due in advance |
      | other-kommo-statement | the charge is due in advance |

  @3.2
  Scenario Outline: A statement that charges the fee in advance changes nothing: <source>
    Given the fee is USD 50.00
    And a statement by <source>, "order 9", charges the fee in advance
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is due in advance

    Examples:
      | source            |
      | billing-interface |
      | order-form        |

  @3.3
  Scenario: Taxes come on top of the fee
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is USD 60.50: a fee of USD 50.00 and taxes of USD 10.50
    And it rests on clause 3.3

  @3.3
  Scenario: Every tax, levy and duty comes on top
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And the tax "digital services levy" of USD 0.01 is due
    And the tax "stamp duty" of USD 1.49 is due
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the charge is USD 62.00: a fee of USD 50.00 and taxes of USD 12.00

  @3.3
  Scenario: A tax based on Kommo's net income is Kommo's own
    Given the fee is USD 50.00
    And the tax "income tax" of USD 7.00 based on Kommo's net income is due
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00

  @3.3
  Scenario: Of several taxes only that on Kommo's net income is left out
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And the tax "income tax" of USD 7.00 based on Kommo's net income is due
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the charge is USD 60.50: a fee of USD 50.00 and taxes of USD 10.50

  @3.3
  Scenario Outline: Fees are exclusive of taxes unless expressly stated otherwise, wherever it is stated: <source>
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And a statement by <source>, "price list 3", includes taxes in the fee
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00

    Examples:
      | source                |
      | billing-interface     |
      | order-form            |
      | writing               |
      | other-kommo-statement |

  @3.3
  Scenario: A statement that leaves taxes out of the fee changes nothing
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And a statement by order-form, "order 9", does not include taxes in the fee
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the charge is USD 60.50: a fee of USD 50.00 and taxes of USD 10.50

  @3.2 @3.3 @4.5
  Scenario: A statement on something else leaves when the fee is charged, and the taxes, as they are
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And a statement by order-form, "order 9", lets unused credits roll over
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And the charge is due in advance
    And the charge is USD 60.50: a fee of USD 50.00 and taxes of USD 10.50

  @3.2 @3.3
  Scenario: When the fee is charged and what it includes may be stated together
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And a statement by order-form, "order 9", does not charge the fee in advance
    And a statement by order-form, "order 9", includes taxes in the fee
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the charge is USD 50.00: a fee of USD 50.00 and taxes of USD 0.00
    And the charge is due as stated

  @3.3
  Scenario Outline: The charge is in the currency of the fee: <fee>
    Given the fee is <fee>
    And the tax "VAT" of <tax> is due
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the charge is <charge>: a fee of <fee> and taxes of <tax>

    Examples:
      | fee        | tax       | charge     |
      | JPY 5,000  | JPY 500   | JPY 5,500  |
      | KWD 15.000 | KWD 0.751 | KWD 15.751 |
      | USD 0.00   | USD 0.00  | USD 0.00   |

  @3.3
  Scenario: A tax in another currency than the fee is refused
    Given the fee is USD 50.00
    And the tax "VAT" of EUR 10.50 is due
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the facts are refused at "/purchase/taxes" as two-currencies

  @3.2
  Scenario: A purchase without its fee is refused as incomplete, not decided
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the facts are refused at "/purchase/fee" as missing-fact

  @3.2
  Scenario: Whether the customer may purchase does not depend on the fee
    Given the purchase is made by billing-interface
    And the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible

  @2.1
  Scenario: To a purchase with an active paid subscription an express provision adds nothing
    Given the fee is USD 50.00
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is accept
    And rule "available-with-active-paid-subscription" decides
    And rule "expressly-provided-without-subscription" does not decide

  @2.1 @3.2 @3.3 @7.3 @13.2
  Scenario Outline: What would go with a purchase does not open it without a subscription: <what>
    Given the fee is USD 50.00
    And the subscription is expired and not paid
    And the functionality in question is <functionality>
    And <what>
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 2.1
    And nothing is charged
    And no warning goes with it

    Examples:
      | functionality    | what                                                                     |
      | ai-reply         | a statement by order-form, "order 9", does not charge the fee in advance |
      | ai-reply         | a statement by order-form, "order 9", includes taxes in the fee          |
      | ai-reply         | access is suspended                                                      |
      | legacy-autoreply | law keeps the functionality under "telecommunications act 4"                         |

  # The functionality is withdrawn from 1 June 2026; where law keeps it, its withdrawal is no bar.
  @3.1 @3.2 @3.3 @7.3 @13.2 @18.1
  Scenario Outline: A bar to a purchase prevails over what would go with the acceptance: <bar>, <other>
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And <bar>
    And <other>
    And the functionality in question is legacy-autoreply
    And law keeps the functionality under "telecommunications act 4"
    When the customer purchases by <method> at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And nothing is charged
    And no warning goes with it
    And it rests on clause <clause>
    And it does not rest on clause 7.3

    Examples:
      | method            | bar                                 | other                                                                    | clause |
      | other             | the subscription is active and paid | a statement by order-form, "order 9", does not charge the fee in advance | 3.1    |
      | other             | the subscription is active and paid | a statement by order-form, "order 9", includes taxes in the fee          | 3.1    |
      | other             | the subscription is active and paid | access is suspended                                                      | 3.1    |
      | billing-interface | the package is withdrawn            | a statement by order-form, "order 9", does not charge the fee in advance | 18.1   |
      | billing-interface | the package is withdrawn            | a statement by order-form, "order 9", includes taxes in the fee          | 18.1   |
      | billing-interface | the package is withdrawn            | access is suspended                                                      | 18.1   |

  @2.1 @18.1
  Scenario: An express provision does not sell a withdrawn package
    Given the fee is USD 50.00
    And the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And the package is withdrawn
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 18.1
    And it does not rest on clause 2.1

  @2.1 @3.2 @3.3 @7.3 @13.2
  Scenario Outline: The withdrawal of functionality prevails over what would go with a purchase: <other>
    Given the fee is USD 50.00
    And the tax "VAT" of USD 10.50 is due
    And the subscription is <status> and <payment>
    And <other>
    And the functionality in question is legacy-autoreply
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And nothing is charged
    And no warning goes with it
    And it rests on clause 7.3
    And it does not rest on clause 2.1

    Examples:
      | status | payment  | other                                                                    |
      | active | paid     | a statement by order-form, "order 9", does not charge the fee in advance |
      | active | paid     | a statement by order-form, "order 9", includes taxes in the fee          |
      | active | paid     | access is suspended                                                      |
      | trial  | not paid | Kommo expressly provides otherwise in "letter of 3 July 2026"            |

  # The functionality legacy-autoreply is withdrawn from 1 June 2026; a written agreement keeps it.
  @13.2 @2.1 @2.2 @3.2 @3.3 @7.3 @R19
  Scenario Outline: Access that is wholly terminated bars a purchase, whatever else speaks for it: <rule>
    Given the subscription is <subscription>
    And the fee is USD 50.00
    And the functionality in question is legacy-autoreply
    And the written agreement "agreement 7" keeps legacy-autoreply
    And <also>
    And access is terminated
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And nothing is charged
    And no warning goes with it
    And rule "<rule>" gives way to "purchase-is-barred-once-access-is-terminated"

    Examples:
      | subscription       | also                                                                      | rule                                    |
      | active and paid    | law requires nothing                                                      | available-with-active-paid-subscription |
      | expired and paid   | Kommo expressly provides otherwise in "letter 7"                          | expressly-provided-without-subscription |
      | active and paid    | law requires nothing                                                      | fee-is-charged-in-advance               |
      | active and paid    | a statement by order-form, "order 9", does not charge the fee in advance  | fee-is-charged-as-stated                |
      | active and paid    | law requires nothing                                                      | taxes-come-on-top                       |
      | active and paid    | a statement by order-form, "order 9", includes taxes in the fee           | taxes-are-included-as-stated            |
      | active and paid    | law requires nothing                                                      | withdrawn-functionality-is-kept         |
      | active and paid    | law requires nothing                                                      | purchase-goes-with-access-warning       |

  @13.2 @2.1 @2.2 @7.3 @R19
  Scenario Outline: Who asks first whether a package may be purchased gets the same answer: <rule>
    Given the subscription is <subscription>
    And the purchase is made by billing-interface
    And the functionality in question is legacy-autoreply
    And the written agreement "agreement 7" keeps legacy-autoreply
    And <also>
    And access is terminated
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And the subscription stays as it is
    And no warning goes with it
    And rule "<rule>" gives way to "purchase-is-barred-once-access-is-terminated"

    Examples:
      | subscription       | also                                                                | rule                                     |
      | active and paid    | law requires nothing                                                | available-with-active-paid-subscription  |
      | expired and paid   | Kommo expressly provides otherwise in "letter 7"                    | expressly-provided-without-subscription  |
      | active and paid    | law requires nothing                                                | subscription-stays-as-it-is              |
      | active and paid    | a statement by order-form, "order 9", expands the subscription      | subscription-changes-as-expressly-stated |
      | active and paid    | law requires nothing                                                | withdrawn-functionality-is-kept          |
      | active and paid    | law requires nothing                                                | purchase-goes-with-access-warning        |

  @13.2 @R19
  Scenario: What bars a purchase once access is terminated is no bar to a use; that has its own
    Given access is terminated
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is not-eligible
    And rule "use-is-barred-while-access-is-withheld" decides
    And rule "purchase-is-barred-once-access-is-terminated" does not decide
