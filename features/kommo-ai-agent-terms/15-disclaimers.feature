Feature: 15. Disclaimers
  Which qualities of AI agent and its output Kommo does not promise.

  @7.2 @8.5 @10.1 @10.2 @10.3 @15.1 @15.2 @15.3
  Scenario Outline: A quality is not assured, by the clauses that speak of it: <quality>, <clause>
    When the customer asks at 2026-08-15 12:00 UTC to be promised <quality>
    Then the answer is not-assured
    And it rests on clause 15.1
    And it <rests> on clause <clause>

    Examples:
      | quality              | rests         | clause |
      | accuracy             | does not rest | 7.2    |
      | completeness         | does not rest | 7.2    |
      | consistency          | does not rest | 7.2    |
      | suitability          | does not rest | 7.2    |
      | reliability          | does not rest | 7.2    |
      | lawfulness           | does not rest | 7.2    |
      | availability         | rests         | 7.2    |
      | uptime               | rests         | 7.2    |
      | security             | does not rest | 7.2    |
      | fitness              | does not rest | 7.2    |
      | freedom-from-errors  | does not rest | 7.2    |
      | merchantability      | does not rest | 7.2    |
      | title                | does not rest | 7.2    |
      | non-infringement     | does not rest | 7.2    |
      | speed                | rests         | 7.2    |
      | performance          | rests         | 7.2    |
      | compatibility        | rests         | 7.2    |
      | professional-advice  | does not rest | 7.2    |
      | expectations         | does not rest | 7.2    |
      | result               | does not rest | 7.2    |
      | channel-continuity   | does not rest | 7.2    |
      | accuracy             | does not rest | 8.5    |
      | completeness         | does not rest | 8.5    |
      | consistency          | does not rest | 8.5    |
      | suitability          | does not rest | 8.5    |
      | reliability          | does not rest | 8.5    |
      | lawfulness           | does not rest | 8.5    |
      | availability         | does not rest | 8.5    |
      | uptime               | does not rest | 8.5    |
      | security             | does not rest | 8.5    |
      | fitness              | does not rest | 8.5    |
      | freedom-from-errors  | does not rest | 8.5    |
      | merchantability      | does not rest | 8.5    |
      | title                | does not rest | 8.5    |
      | non-infringement     | does not rest | 8.5    |
      | speed                | does not rest | 8.5    |
      | performance          | does not rest | 8.5    |
      | compatibility        | does not rest | 8.5    |
      | professional-advice  | does not rest | 8.5    |
      | expectations         | does not rest | 8.5    |
      | result               | does not rest | 8.5    |
      | channel-continuity   | rests         | 8.5    |
      | accuracy             | rests         | 10.1   |
      | completeness         | rests         | 10.1   |
      | consistency          | rests         | 10.1   |
      | suitability          | rests         | 10.1   |
      | reliability          | does not rest | 10.1   |
      | lawfulness           | does not rest | 10.1   |
      | availability         | does not rest | 10.1   |
      | uptime               | does not rest | 10.1   |
      | security             | does not rest | 10.1   |
      | fitness              | does not rest | 10.1   |
      | freedom-from-errors  | does not rest | 10.1   |
      | merchantability      | does not rest | 10.1   |
      | title                | does not rest | 10.1   |
      | non-infringement     | does not rest | 10.1   |
      | speed                | does not rest | 10.1   |
      | performance          | does not rest | 10.1   |
      | compatibility        | does not rest | 10.1   |
      | professional-advice  | does not rest | 10.1   |
      | expectations         | does not rest | 10.1   |
      | result               | does not rest | 10.1   |
      | channel-continuity   | does not rest | 10.1   |
      | accuracy             | does not rest | 10.2   |
      | completeness         | does not rest | 10.2   |
      | consistency          | does not rest | 10.2   |
      | suitability          | does not rest | 10.2   |
      | reliability          | does not rest | 10.2   |
      | lawfulness           | does not rest | 10.2   |
      | availability         | does not rest | 10.2   |
      | uptime               | does not rest | 10.2   |
      | security             | does not rest | 10.2   |
      | fitness              | does not rest | 10.2   |
      | freedom-from-errors  | does not rest | 10.2   |
      | merchantability      | does not rest | 10.2   |
      | title                | does not rest | 10.2   |
      | non-infringement     | does not rest | 10.2   |
      | speed                | does not rest | 10.2   |
      | performance          | does not rest | 10.2   |
      | compatibility        | does not rest | 10.2   |
      | professional-advice  | rests         | 10.2   |
      | expectations         | does not rest | 10.2   |
      | result               | does not rest | 10.2   |
      | channel-continuity   | does not rest | 10.2   |
      | accuracy             | rests         | 10.3   |
      | completeness         | rests         | 10.3   |
      | consistency          | does not rest | 10.3   |
      | suitability          | does not rest | 10.3   |
      | reliability          | rests         | 10.3   |
      | lawfulness           | rests         | 10.3   |
      | availability         | rests         | 10.3   |
      | uptime               | does not rest | 10.3   |
      | security             | rests         | 10.3   |
      | fitness              | rests         | 10.3   |
      | freedom-from-errors  | rests         | 10.3   |
      | merchantability      | does not rest | 10.3   |
      | title                | does not rest | 10.3   |
      | non-infringement     | does not rest | 10.3   |
      | speed                | does not rest | 10.3   |
      | performance          | does not rest | 10.3   |
      | compatibility        | does not rest | 10.3   |
      | professional-advice  | does not rest | 10.3   |
      | expectations         | does not rest | 10.3   |
      | result               | does not rest | 10.3   |
      | channel-continuity   | does not rest | 10.3   |
      | accuracy             | rests         | 15.2   |
      | completeness         | rests         | 15.2   |
      | consistency          | rests         | 15.2   |
      | suitability          | rests         | 15.2   |
      | reliability          | rests         | 15.2   |
      | lawfulness           | rests         | 15.2   |
      | availability         | rests         | 15.2   |
      | uptime               | rests         | 15.2   |
      | security             | rests         | 15.2   |
      | fitness              | rests         | 15.2   |
      | freedom-from-errors  | rests         | 15.2   |
      | merchantability      | rests         | 15.2   |
      | title                | rests         | 15.2   |
      | non-infringement     | rests         | 15.2   |
      | speed                | rests         | 15.2   |
      | performance          | rests         | 15.2   |
      | compatibility        | rests         | 15.2   |
      | professional-advice  | rests         | 15.2   |
      | expectations         | rests         | 15.2   |
      | result               | rests         | 15.2   |
      | channel-continuity   | rests         | 15.2   |
      | accuracy             | does not rest | 15.3   |
      | completeness         | does not rest | 15.3   |
      | consistency          | does not rest | 15.3   |
      | suitability          | does not rest | 15.3   |
      | reliability          | does not rest | 15.3   |
      | lawfulness           | does not rest | 15.3   |
      | availability         | does not rest | 15.3   |
      | uptime               | does not rest | 15.3   |
      | security             | does not rest | 15.3   |
      | fitness              | does not rest | 15.3   |
      | freedom-from-errors  | does not rest | 15.3   |
      | merchantability      | does not rest | 15.3   |
      | title                | does not rest | 15.3   |
      | non-infringement     | does not rest | 15.3   |
      | speed                | does not rest | 15.3   |
      | performance          | does not rest | 15.3   |
      | compatibility        | does not rest | 15.3   |
      | professional-advice  | does not rest | 15.3   |
      | expectations         | rests         | 15.3   |
      | result               | rests         | 15.3   |
      | channel-continuity   | does not rest | 15.3   |

  @15.1 @15.2 @R33
  Scenario Outline: Law may forbid the disclaimer: <law>
    Given <law>
    When the customer asks at 2026-08-15 12:00 UTC to be promised uptime
    Then the answer is <answer>

    Examples:
      | law                                                    | answer      |
      | law requires nothing                                   | not-assured |
      | law forbids the disclaimer under "act 1"               | left-to-law |
      | law forbids to disclaim uptime under "act 1"           | left-to-law |
      | law forbids to disclaim security under "act 1"         | not-assured |
      | law requires everything but the forbidsDisclaimer under "act 1" | not-assured |

  @7.2 @8.5 @10.1 @10.2 @10.3 @15.1 @15.2 @15.3 @R33
  Scenario Outline: Law prevails over every disclaimer: <rule>
    Given law forbids the disclaimer under "act 1"
    When the customer asks at 2026-08-15 12:00 UTC to be promised <quality>
    Then the answer is left-to-law
    And rule "<rule>" gives way to "law-forbids-disclaimer"
    And reading R33 is applied

    Examples:
      | quality             | rule                      |
      | uptime              | as-it-is                  |
      | uptime              | depends-on-third-parties  |
      | channel-continuity  | channels-may-change       |
      | accuracy            | output-may-be-unsuitable  |
      | professional-advice | no-professional-advice    |
      | security            | no-guarantee              |
      | title               | no-implied-warranty       |
      | result              | no-result-is-warranted    |
