Feature: 17. Indemnification
  Whether the customer must indemnify Kommo against a third party's claim, and by which of the causes that 17.1 lists.

  @17.1 @17.1(a) @17.1(b) @17.1(c) @17.1(d) @17.1(e)
  Scenario Outline: A claim that arises from what 17.1 lists is covered: <cause>
    Given a third party's claim arises from <cause>
    And the act was that of customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is covered
    And the claim is covered by <clause>
    And the claim is covered by 1 clause in all
    And it rests on clause 17.1
    And it rests on clause <clause>
    And clause 17.1 is overridden
    And it does not rest on clause 11.3

    Examples:
      | cause                     | clause  |
      | customer-use              | 17.1(a) |
      | customer-data             | 17.1(b) |
      | customer-communications   | 17.1(c) |
      | violation-of-terms        | 17.1(d) |
      | violation-of-terms-of-use | 17.1(d) |
      | violation-of-law          | 17.1(d) |
      | infringement              | 17.1(e) |

  @17.1
  Scenario: What a claim arises from must be said
    Given nothing is said of what a third party's claim arises from
    And the act was that of customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/thirdPartyClaim/arisesFrom" as empty

  @17.1
  Scenario: A claim that arises from none of them is not covered
    Given a third party's claim arises from none-of-these
    And the act was that of customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is not-covered
    And the claim is covered by 0 clauses in all

  @11.3 @17.1
  Scenario Outline: It matters whose act it was: <cause> by <actor>
    Given a third party's claim arises from <cause>
    And the act was that of <actor>
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | cause         | actor               | answer      |
      | customer-use  | acting-for-customer | covered     |
      | customer-use  | kommo               | not-covered |
      | customer-use  | outsider            | not-covered |
      | customer-data | outsider            | covered     |
      | customer-data | kommo               | not-covered |

  @11.3
  Scenario: The customer answers for those who act on its behalf
    Given a third party's claim arises from infringement
    And the act was that of acting-for-customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then it rests on clause 11.3

  @17.1
  Scenario Outline: Law may spare the customer, wholly or in part: <law>
    Given a third party's claim arises from customer-use
    And a third party's claim arises from infringement
    And the act was that of customer
    And <law>
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And the claim is covered by <count> clauses in all

    Examples:
      | law                                                 | answer      | count |
      | law requires nothing                                | covered     | 2     |
      | law forbids indemnity under "act 1"                 | not-covered | 0     |
      | law forbids indemnity for customer-use under "act 1" | covered    | 1     |
      | law requires everything but the forbidsIndemnity under "act 1" | covered | 2   |

  @17.1
  Scenario: Where law spares the customer, the reason is the law and not that nothing was told
    Given a third party's claim arises from customer-use
    And the act was that of customer
    And law forbids indemnity under "act 1"
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is not-covered
    And rule "law-spares-the-customer" decides
    And rule "claim-of-none-of-these-kinds" does not decide

  @17.1 @17.1(a) @17.1(b) @17.1(c) @17.1(d) @17.1(e) @11.3
  Scenario Outline: That nothing was told gives way to each cause that was, and the duty is told once: <rule>
    Given a third party's claim arises from <cause>
    And the act was that of acting-for-customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is covered
    And rule "duty-to-indemnify" decides
    And rule "claim-of-none-of-these-kinds" gives way to "duty-to-indemnify"
    And rule "claim-of-none-of-these-kinds" gives way to "<rule>"
    And rule "claim-of-none-of-these-kinds" gives way to "those-who-act-for-the-customer"

    Examples:
      | cause                   | rule                      |
      | customer-use            | use-of-agent              |
      | customer-data           | data-submitted            |
      | customer-communications | communications-or-actions |
      | violation-of-law        | violation                 |
      | infringement            | infringement-by-use       |

  @11.3 @17.1
  Scenario: The customer does not answer for those who act on its behalf where nothing of 17.1 is told
    Given a third party's claim arises from none-of-these
    And the act was that of acting-for-customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is not-covered
    And it does not rest on clause 11.3

  @17.1
  Scenario: Where law spares the customer in part, that is said
    Given a third party's claim arises from customer-use
    And a third party's claim arises from infringement
    And the act was that of customer
    And law forbids indemnity for customer-use under "act 1"
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is covered
    And rule "law-spares-the-customer-in-part" decides
    And rule "claim-of-none-of-these-kinds" gives way to "law-spares-the-customer-in-part"
    And rule "law-spares-the-customer" does not decide

  @17.1
  Scenario Outline: Where law spares the customer nothing, nothing is said of it: <cause>, <law>
    Given a third party's claim arises from <cause>
    And the act was that of customer
    And <law>
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And rule "law-spares-the-customer" does not decide
    And rule "law-spares-the-customer-in-part" does not decide

    Examples:
      | cause         | law                                                  | answer      |
      | none-of-these | law requires nothing                                 | not-covered |
      | none-of-these | law forbids indemnity under "act 1"                  | not-covered |
      | customer-use  | law requires nothing                                 | covered     |
      | customer-use  | law forbids indemnity for infringement under "act 1" | covered     |

  @17.1(d)
  Scenario Outline: What is told names what was violated, and not the others of its letter: <cause>
    Given a third party's claim arises from <cause>
    And a third party's claim arises from customer-use
    And the act was that of customer
    When the indemnity is considered at 2026-08-15 12:00 UTC
    Then rule "violation" says "As it is described, the claim arises out of or is related to a violation of <told>."

    Examples:
      | cause                     | told                              |
      | violation-of-terms        | these AI agent Terms              |
      | violation-of-terms-of-use | the Kommo Terms Of Use Agreement  |
      | violation-of-law          | applicable law                    |
