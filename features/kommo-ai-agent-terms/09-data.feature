Feature: 9. Data processing and privacy
  Which content and data the customer must not submit.

  @9.5
  Scenario: Content or data in violation of law, rights, contract or confidentiality must not be submitted
    Given the use submits data in violation of law, rights, contract or confidentiality
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 9.5 bars the use
    And 1 clause bars the use in all
    And it rests on clause 9.5
    And nothing is left to choice

  @9.5
  Scenario: Data that violates nothing may be submitted
    Given nothing is held against the use
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And it does not rest on clause 9.5

  @9.5 @12.1(b)
  Scenario: A use that infringes rights does not by itself submit data in violation of them
    Given the use infringes the rights of a person
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 12.1(b) bars the use
    And clause 9.5 does not bar the use

  @9.5 @12.1(b)
  Scenario: Data in violation and an infringing use are two bars
    Given the use submits data in violation of law, rights, contract or confidentiality
    And the use infringes the rights of a person
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 9.5 bars the use
    And clause 12.1(b) bars the use
    And 2 clauses bar the use in all

  @9.5 @13.2(a)
  Scenario: Data in violation is a ground for a measure, without any belief
    Given the subscription is active and paid
    And no other ground is alleged
    And the use submits data in violation of law, rights, contract or confidentiality
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And 1 ground counts in all
