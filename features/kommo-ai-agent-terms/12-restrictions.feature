Feature: 12. Restrictions on use
  What the customer must not use AI agent for, and that such a use is a ground for a measure.

  Background:
    Given nothing is held against the use

  @12.1 @10.4 @R18
  Scenario: A use against which nothing is held is permitted
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And nothing bars the use
    And it rests on clause 12.1
    And reading R18 is applied
    And nothing is left to choice

  @12.1(b) @12.1(c) @12.1(e) @12.1(f) @12.1(g) @12.1(h)
  Scenario Outline: Each restriction bars what it names, and no other does: <clause>
    Given <the use>
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause <clause> bars the use
    And 1 clause bars the use in all
    And it rests on clause <clause>
    And nothing is left to choice

    Examples:
      | the use                                                              | clause  |
      | the use infringes the rights of a person                             | 12.1(b) |
      | the use generates fraudulent, deceptive or harmful content           | 12.1(c) |
      | the use sends misleading or unauthorized communications              | 12.1(e) |
      | the use circumvents Kommo's limits, billing rules or access controls | 12.1(f) |
      | the use is prohibited by the Terms Of Use                            | 12.1(g) |
      | the use breaches the terms of a third party                          | 12.1(h) |

  @12.1(a) @12.1(b) @12.1(c) @12.1(d) @12.1(e) @12.1(f) @12.1(g) @12.1(h)
  Scenario Outline: A restriction does not bar what another one names: not <clause>
    Given <the use>
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause <clause> does not bar the use
    And it does not rest on clause <clause>

    Examples:
      | the use                                                              | clause  |
      | the use is prohibited by the Terms Of Use                            | 12.1(a) |
      | the use generates fraudulent, deceptive or harmful content           | 12.1(b) |
      | the use infringes the rights of a person                             | 12.1(c) |
      | the use sends misleading or unauthorized communications              | 12.1(d) |
      | the use generates fraudulent, deceptive or harmful content           | 12.1(e) |
      | the use breaches the terms of a third party                          | 12.1(f) |
      | the use breaches the terms of a third party                          | 12.1(g) |
      | the use violates applicable law or regulation                        | 12.1(h) |

  @12.1(a) @12.1(g)
  Scenario: What applicable law prohibits, the first and the last but one of the restrictions bar
    Given the use violates applicable law or regulation
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 12.1(a) bars the use
    And clause 12.1(g) bars the use
    And 2 clauses bar the use in all
    And it rests on clause 12.1(a)
    And it rests on clause 12.1(g)
    And nothing is left to choice

  @12.1(a) @12.1(d) @12.1(g)
  Scenario: To impersonate a human without disclosure is prohibited where law requires disclosure
    Given the use impersonates a human without disclosure
    And law requires disclosure
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 12.1(d) bars the use
    And clause 12.1(a) bars the use
    And clause 12.1(g) bars the use
    And 3 clauses bar the use in all
    And it rests on clause 12.1(d)

  @12.1(d)
  Scenario: To impersonate a human without disclosure is permitted where law requires no disclosure
    Given the use impersonates a human without disclosure
    And law requires no disclosure
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And nothing bars the use

  @12.1(d)
  Scenario: Whether law requires disclosure must be said where a human is impersonated
    Given the use impersonates a human without disclosure
    When the use is considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/conduct/disclosureRequiredByLaw" as missing-fact

  @12.1(d)
  Scenario: Where law requires disclosure, a use that impersonates nobody is permitted
    Given law requires disclosure
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And nothing bars the use

  @12.1(d) @12.1(e)
  Scenario Outline: An impersonation that need not be disclosed does not excuse another violation: <disclosure>
    Given the use impersonates a human without disclosure
    And the use sends misleading or unauthorized communications
    And <disclosure>
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 12.1(e) bars the use
    And <count> clauses bar the use in all

    Examples:
      | disclosure                 | count |
      | law requires disclosure    | 4     |
      | law requires no disclosure | 1     |

  @12.1 @8.6 @9.5 @11.2
  Scenario: Every bar that a use meets stands
    Given the use violates applicable law or regulation
    And the use infringes the rights of a person
    And the use generates fraudulent, deceptive or harmful content
    And the use impersonates a human without disclosure
    And law requires disclosure
    And the use sends misleading or unauthorized communications
    And the use circumvents Kommo's limits, billing rules or access controls
    And the use is prohibited by the Terms Of Use
    And the use breaches the terms of a third party
    And the use submits data in violation of law, rights, contract or confidentiality
    And the use lacks a permission that the channel requires
    And the use is the sole basis of "financial decisions"
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And 10 clauses bar the use in all
    And the obligation of 8.6 is not met
    And it rests on clause 9.5
    And it rests on clause 11.2
    And it rests on clause 12.1(a)
    And it rests on clause 12.1(d)
    And it rests on clause 12.1(h)

  @12.1
  Scenario: The same violation held against a use twice bars it once
    Given the use infringes the rights of a person
    And the use infringes the rights of a person
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And 1 clause bars the use in all

  @12.1
  Scenario Outline: What is prohibited does not depend on the subscription: <status>
    Given the subscription is <status> and not paid
    And the use circumvents Kommo's limits, billing rules or access controls
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited

    Examples:
      | status  |
      | active  |
      | expired |

  @12.1
  Scenario: A practice that no clause names is refused, not judged
    Given the facts
      | path              | value    |
      | conduct.practices | [boring] |
    When the use is considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/conduct/practices/0" as not-allowed

  @12.1
  Scenario: A use of which nothing is told is not judged
    Given nothing is said of "conduct"
    When the use is considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/conduct" as missing-fact
