Feature: 11. Customer responsibilities and human review
  When AI agent may be the sole basis of a high-risk matter, and what review the customer owes.

  @11.2
  Scenario Outline: AI agent must not be the sole basis of a high-risk matter: <matter>
    Given the use is the sole basis of "<matter>"
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 11.2 bars the use
    And 1 clause bars the use in all
    And it rests on clause 11.2
    And nothing is left to choice

    Examples:
      | matter                             |
      | payment instructions               |
      | bank details                       |
      | legally significant communications |
      | contractual commitments            |
      | financial decisions                |
      | compliance determinations          |
      | safety-related decisions           |
      | healthcare-related decisions       |
      | other high-risk matters            |

  @11.2
  Scenario Outline: Human review and independent verification together lift the bar: <review>, <verification>
    Given the use is the sole basis of "bank details"
    And <review>
    And <verification>
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And <bar>

    Examples:
      | review                   | verification                             | answer     | bar                              |
      | no human reviews it      | it is not verified independently         | prohibited | clause 11.2 bars the use         |
      | a human reviews it       | it is not verified independently         | prohibited | clause 11.2 bars the use         |
      | no human reviews it      | it is verified independently             | prohibited | clause 11.2 bars the use         |
      | a human reviews it       | it is verified independently             | permitted  | clause 11.2 does not bar the use |

  @11.2
  Scenario: Review and verification that nobody tells of are not assumed to have happened
    Given the use is the sole basis of "bank details"
    And a human reviews it
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And "conduct.highRisk.independentVerification" is assumed
    And "conduct.highRisk.humanReview" is not assumed

  @11.2
  Scenario: Verification alone is not enough where nobody tells of a review
    Given the use is the sole basis of "bank details"
    And it is verified independently
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And "conduct.highRisk.humanReview" is assumed

  @11.2
  Scenario Outline: AI agent may be one basis among others of a high-risk matter: <review>, <verification>
    Given the use is one basis among others of "bank details"
    And <review>
    And <verification>
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And it does not rest on clause 11.2

    Examples:
      | review              | verification                     |
      | no human reviews it | it is not verified independently |
      | a human reviews it  | it is not verified independently |
      | a human reviews it  | it is verified independently     |

  @10.4 @11.2 @R18
  Scenario: A use whose output nobody reviews is permitted where the matter is not of high risk
    Given nothing is held against the use
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And nothing bars the use
    And it does not rest on clause 10.4
    And reading R18 is applied

  @10.4 @11.2 @R18
  Scenario: A use whose output nobody reviews is prohibited where a high-risk matter rests on it alone
    Given the use is the sole basis of "healthcare-related decisions"
    And no human reviews it
    And it is not verified independently
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 11.2 bars the use
    And it does not rest on clause 10.4

  @10.4 @13.2(a) @R18
  Scenario: That output goes unreviewed is no ground for a measure
    Given the subscription is active and paid
    And no other ground is alleged
    And the use is one basis among others of "bank details"
    And no human reviews it
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts

  @11.2 @13.2(a)
  Scenario: A high-risk matter on the sole basis of AI agent is a ground for a measure
    Given the subscription is active and paid
    And no other ground is alleged
    And the use is the sole basis of "bank details"
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts

  @11.2 @13.2(a)
  Scenario: A high-risk matter with human review and independent verification is no ground
    Given the subscription is active and paid
    And no other ground is alleged
    And the use is the sole basis of "bank details"
    And a human reviews it
    And it is verified independently
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds

  @11.2 @13.2(a)
  Scenario Outline: Human review or independent verification alone leaves the ground: <review>, <verification>
    Given the subscription is active and paid
    And no other ground is alleged
    And the use is the sole basis of "bank details"
    And <review>
    And <verification>
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts

    Examples:
      | review              | verification                     |
      | a human reviews it  | it is not verified independently |
      | no human reviews it | it is verified independently     |

  @11.2 @12.1(e)
  Scenario: Review and verification lift the bar of 11.2 alone
    Given the use is the sole basis of "legally significant communications"
    And a human reviews it
    And it is verified independently
    And the use sends misleading or unauthorized communications
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 12.1(e) bars the use
    And clause 11.2 does not bar the use

  @11.2
  Scenario: A high-risk matter says what it is
    Given the facts
      | path                       | value |
      | conduct.highRisk.soleBasis | true  |
    When the use is considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/conduct/highRisk/matter" as missing-fact

  @10.4 @11.1(c) @11.1(d) @11.3 @R18
  Scenario Outline: The obligations that go with a use: <the use>
    Given <the use>
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And the obligation of <one> goes with it
    And the obligation of <another> goes with it
    And <count> obligations go with it in all
    And it rests on clause <one>
    And it rests on clause <another>

    Examples:
      | the use                           | one     | another | count |
      | the use relies on output          | 10.4    | 11.1(d) | 2     |
      | the use sends communications      | 10.4    | 11.1(c) | 3     |
      | somebody uses it for the customer | 11.3    | 11.3    | 1     |

  @10.4 @11.3
  Scenario: A prohibited use does not take away its obligations
    Given the use violates applicable law or regulation
    And the use relies on output
    And the use sends communications
    And the use submits data
    And the use goes over the channel "WhatsApp"
    And somebody uses it for the customer
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And 7 obligations go with it in all
    And it does not rest on clause 10.4
    And it does not rest on clause 8.6

  @8.6 @9.3 @9.4 @10.4 @11.1(c) @11.1(d) @11.3
  Scenario: The obligations of one use add up
    Given the use relies on output
    And the use sends communications
    And the use submits data
    And the use goes over the channel "WhatsApp"
    And somebody uses it for the customer
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And the obligation of 8.6 goes with it
    And the obligation of 9.3 goes with it
    And the obligation of 9.4 goes with it
    And the obligation of 10.4 goes with it
    And the obligation of 11.1(c) goes with it
    And the obligation of 11.1(d) goes with it
    And the obligation of 11.3 goes with it
    And 7 obligations go with it in all
    And no obligation is known to be unmet
