Feature: 14. Intellectual property and feedback
  Whether Kommo may use a suggestion, and what stays Kommo's or the customer's.

  @14.2
  Scenario Outline: Kommo may use feedback without restriction or payment: <kind>
    When Kommo wants to use the <kind> at 2026-08-15 12:00 UTC
    Then the answer is may
    And nothing is owed for it, and nothing restricts its use
    And it rests on clause 14.2
    And it does not rest on clause 14.1

    Examples:
      | kind           |
      | suggestion     |
      | comment        |
      | idea           |
      | recommendation |
      | other-feedback |

  @14.2
  Scenario Outline: Feedback about something else is not what 14.2 speaks of: <kind>
    Given it is about something else than AI agent
    When Kommo wants to use the <kind> at 2026-08-15 12:00 UTC
    Then the answer is not-by-these-terms
    And it rests on clause 14.2

    Examples:
      | kind           |
      | suggestion     |
      | comment        |
      | idea           |
      | recommendation |
      | other-feedback |

  @14.1
  Scenario Outline: What is Kommo's stays Kommo's, what is the customer's stays the customer's: <kind>
    When Kommo wants to use the <kind> at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And the rights in it are retained by <holder>
    And it rests on clause 14.1

    Examples:
      | kind           | answer             | holder   |
      | kommo-material | may                | kommo    |
      | customer-data  | not-by-these-terms | customer |

  @14.1
  Scenario: Of what is Kommo's nothing is owed
    When Kommo wants to use the kommo-material at 2026-08-15 12:00 UTC
    Then nothing is owed for it, and nothing restricts its use

  @14.1 @14.2
  Scenario: Customer data are no feedback, whatever they are about, and Kommo is not free to use them
    Given it is about something else than AI agent
    When Kommo wants to use the customer-data at 2026-08-15 12:00 UTC
    Then the answer is not-by-these-terms
    And the use of it is restricted
    And it rests on clause 14.1
    And it does not rest on clause 14.2
