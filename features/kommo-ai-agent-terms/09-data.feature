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
  Scenario: Data that was submitted in violation is a ground for a measure
    Given the subscription is active and paid
    And no other ground is alleged
    And the use submits data in violation of law, rights, contract or confidentiality
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And 1 ground counts in all

  @9.2 @9.3 @9.4
  Scenario Outline: Data may be submitted, with the obligations that are open: <rights>, <checked>
    Given the submission violates nothing
    And the facts
      | path                   | value     |
      | data.rightsAndConsents | <rights>  |
      | data.checked           | <checked> |
    When the submission is considered at 2026-08-15 12:00 UTC
    Then the answer is may-submit
    And <open> obligations are open in all
    And it rests on clause 9.2

    Examples:
      | rights | checked | open |
      | true   | true    | 0    |
      | false  | true    | 1    |
      | true   | false   | 1    |
      | false  | false   | 2    |

  @9.3 @9.4
  Scenario: What is not shown is open
    Given the submission violates nothing
    When the submission is considered at 2026-08-15 12:00 UTC
    Then the obligation of 9.3 is open
    And the obligation of 9.4 is open
    And it rests on clause 9.3
    And it rests on clause 9.4

  @9.5
  Scenario Outline: Data must not be submitted in violation of what 9.5 names: <violated>
    Given the submission violates <violated>
    And rights and consents for the data are shown
    When the submission is considered at 2026-08-15 12:00 UTC
    Then the answer is must-not
    And 0 obligations are open in all
    And it rests on clause 9.5
    And clause 9.2 is overridden
    And clause 9.4 is overridden
    And rule "data-must-not-be-submitted" says "You must not submit content or data to AI agent in violation of <told>."

    Examples:
      | violated                | told                                  |
      | law                     | applicable law                        |
      | third-party-rights      | third-party rights                    |
      | contractual-obligations | contractual obligations               |
      | confidentiality         | internal confidentiality restrictions |

  @9.5
  Scenario: What must not be submitted leaves no obligation open
    Given the submission violates law
    When the submission is considered at 2026-08-15 12:00 UTC
    Then the answer is must-not
    And clause 9.3 is overridden

  @9.3 @9.4
  Scenario: The obligations of 9.3 and 9.4 go with a use that submits data
    Given the use submits data
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And the obligation of 9.3 goes with it
    And the obligation of 9.4 goes with it
    And 2 obligations go with it in all
    And it rests on clause 9.3
