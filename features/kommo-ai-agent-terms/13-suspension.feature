Feature: 13. Monitoring, suspension and termination
  On which grounds Kommo may act against access, by which measures, and what a measure does.

  Background:
    Given the subscription is active and paid
    And no other ground is alleged

  @13.2
  Scenario: Without a ground Kommo may not act
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts
    And no measure is open to Kommo
    And credits stay available and go on expiring

  @13.2(a) @13.2(b) @13.2(c) @13.2(d) @13.2(e)
  Scenario Outline: A reasonable belief with its basis is a ground: <family> by <matter>
    Given Kommo reasonably believes in <family> by <matter> on the basis "case 4711"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground <clause> counts
    And 1 ground counts in all
    And all five measures are open to Kommo
    And <measure> is the measure recommended
    And it rests on clause <clause>

    Examples:
      | family     | matter        | clause  | measure  |
      | violation  | terms         | 13.2(a) | suspend  |
      | violation  | terms-of-use  | 13.2(a) | suspend  |
      | violation  | law           | 13.2(a) | suspend  |
      | misuse     | fraud         | 13.2(b) | suspend  |
      | misuse     | abuse         | 13.2(b) | suspend  |
      | misuse     | security-risk | 13.2(b) | suspend  |
      | misuse     | other         | 13.2(b) | suspend  |
      | payment    | uncollected   | 13.2(c) | restrict |
      | risk       | legal         | 13.2(d) | restrict |
      | risk       | regulatory    | 13.2(d) | restrict |
      | risk       | operational   | 13.2(d) | restrict |
      | risk       | reputational  | 13.2(d) | restrict |
      | dependency | unavailable   | 13.2(e) | throttle |
      | dependency | impracticable | 13.2(e) | throttle |

  @13.2(a) @13.2(b) @13.2(c) @13.2(d) @13.2(e)
  Scenario Outline: A suspicion without reasonable belief is no ground: <family> by <matter>
    Given Kommo merely suspects <family> by <matter> on the basis "case 4711"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts
    And no measure is open to Kommo

    Examples:
      | family     | matter               |
      | violation  | terms                |
      | violation  | law                  |
      | misuse     | fraud                |
      | misuse     | abnormal-consumption |
      | payment    | uncollected          |
      | risk       | reputational         |
      | dependency | unavailable          |

  @13.2(b)
  Scenario: One reasonable belief among suspicions is enough
    Given Kommo merely suspects misuse by abuse on the basis "case 1"
    And Kommo reasonably believes in misuse by fraud on the basis "case 2"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(b) counts
    And 1 ground counts in all

  @13.2(a) @13.2(c)
  Scenario: A suspicion does not count beside a ground that does
    Given Kommo merely suspects violation by terms on the basis "case 1"
    And Kommo reasonably believes in payment by uncollected on the basis "case 2"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(c) counts
    And ground 13.2(a) does not count
    And restrict is the measure recommended

  # The usual consumption is 100 and the configured multiple 3: the threshold is 300.
  @13.2(b)
  Scenario Outline: Abnormal consumption is measured against the configured multiple: <in window> against <usual>
    Given consumption in the window is <in window> against a usual <usual>
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And <grounds> grounds count in all

    Examples:
      | in window | usual | answer     | grounds |
      | 0         | 100   | no-grounds | 0       |
      | 299       | 100   | no-grounds | 0       |
      | 300       | 100   | may-act    | 1       |
      | 301       | 100   | may-act    | 1       |
      | 2         | 1     | no-grounds | 0       |
      | 3         | 1     | no-grounds | 0       |
      | 99        | 33    | no-grounds | 0       |
      | 100       | 33    | may-act    | 1       |
      | 100       | 34    | no-grounds | 0       |
      | 0         | 0     | no-grounds | 0       |
      | 99        | 0     | no-grounds | 0       |
      | 5,000     | 0     | may-act    | 1       |

  @13.2(b)
  Scenario: Measured abnormal consumption is a ground by itself
    Given consumption in the window is 300 against a usual 100
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(b) counts
    And all five measures are open to Kommo
    And suspend is the measure recommended
    And it rests on clause 13.2(b)
    And rule "measures-against-access" decides

  @13.2(b) @R25
  Scenario Outline: A belief in abnormal consumption counts, whatever the measure: <in window> against <usual>
    Given Kommo reasonably believes in misuse by abnormal-consumption on the basis "case 4711"
    And consumption in the window is <in window> against a usual <usual>
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And 1 ground counts in all
    And rule "misuse-is-believed" decides
    And rule "consumption-is-abnormal" <measured>

    Examples:
      | in window | usual | measured         |
      | 299       | 100   | does not decide  |
      | 300       | 100   | decides          |
      | 3         | 0     | does not decide  |

  @13.2(b)
  Scenario: A belief in abnormal consumption counts without a measure
    Given Kommo reasonably believes in misuse by abnormal-consumption on the basis "case 4711"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(b) counts

  @13.2(b)
  Scenario: Another misuse is a ground though consumption is not abnormal
    Given Kommo reasonably believes in misuse by fraud on the basis "case 4711"
    And consumption in the window is 100 against a usual 100
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(b) counts

  @13.2
  Scenario Outline: Of several grounds the strictest measure recommended wins: <one>, <other>
    Given Kommo reasonably believes in <one> by <matter one> on the basis "case 1"
    And Kommo reasonably believes in <other> by <matter other> on the basis "case 2"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And 2 grounds count in all
    And ground <clause one> counts
    And ground <clause other> counts
    And all five measures are open to Kommo
    And <measure> is the measure recommended

    Examples:
      | one        | matter one    | clause one | other      | matter other | clause other | measure  |
      | dependency | unavailable   | 13.2(e)    | payment    | uncollected  | 13.2(c)      | restrict |
      | payment    | uncollected   | 13.2(c)    | dependency | unavailable  | 13.2(e)      | restrict |
      | payment    | uncollected   | 13.2(c)    | violation  | terms        | 13.2(a)      | suspend  |
      | dependency | impracticable | 13.2(e)    | misuse     | fraud        | 13.2(b)      | suspend  |
      | risk       | legal         | 13.2(d)    | payment    | uncollected  | 13.2(c)      | restrict |
      | violation  | law           | 13.2(a)    | misuse     | abuse        | 13.2(b)      | suspend  |

  @13.2
  Scenario: All grounds may count together
    Given Kommo reasonably believes in violation by terms on the basis "case 1"
    And Kommo reasonably believes in misuse by fraud on the basis "case 2"
    And Kommo reasonably believes in payment by uncollected on the basis "case 3"
    And Kommo reasonably believes in risk by legal on the basis "case 4"
    And Kommo reasonably believes in dependency by unavailable on the basis "case 5"
    And the subscription is suspended and not paid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And 6 grounds count in all
    And all five measures are open to Kommo
    And suspend is the measure recommended

  @2.3
  Scenario Outline: A subscription that has ceased allows suspension or termination at once, and only those: <status>
    Given the subscription is <status> and not paid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 2.3 counts
    And 1 ground counts in all
    And only suspension and termination are open to Kommo
    And suspend is the measure recommended
    And it rests on clause 2.3

    Examples:
      | status     |
      | expired    |
      | cancelled  |
      | suspended  |
      | terminated |
      | inactive   |

  @2.3
  Scenario Outline: A subscription that has not ceased is no ground: <status>, <payment>
    Given the subscription is <status> and <payment>
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts

    Examples:
      | status | payment  |
      | active | paid     |
      | active | not paid |
      | trial  | not paid |

  @2.3 @13.2(e)
  Scenario: A ground under 13.2 opens the milder measures beside 2.3
    Given the subscription is expired and not paid
    And Kommo reasonably believes in dependency by unavailable on the basis "case 4711"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And 2 grounds count in all
    And ground 2.3 counts
    And ground 13.2(e) counts
    And all five measures are open to Kommo
    And suspend is the measure recommended

  @13.2(c) @2.3 @R17
  Scenario: A payment for the subscription that failed is no ground under 13.2(c)
    Given the subscription is active and not paid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And ground 13.2(c) does not count

  @13.2(c) @2.3 @R17
  Scenario: A subscription that was suspended for want of payment is a ground under 2.3, not 13.2(c)
    Given the subscription is suspended and not paid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 2.3 counts
    And ground 13.2(c) does not count

  @13.2(c) @R17
  Scenario: A payment for AI agent that was not collected is a ground under 13.2(c)
    Given Kommo reasonably believes in payment by uncollected on the basis "invoice 88, card declined"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(c) counts
    And ground 2.3 does not count
    And reading R17 is applied

  @13.2
  Scenario: A measure may be taken in part
    Given Kommo reasonably believes in misuse by abuse on the basis "case 4711"
    And only ai-reply is in question
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And all five measures are open to Kommo

  @13.3
  Scenario: During a suspension credits become unavailable and go on expiring
    Given Kommo reasonably believes in misuse by fraud on the basis "case 4711"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And credits become unavailable and go on expiring

  @13.3 @4.5 @R16
  Scenario Outline: Credits expire at the period's end while access is <status>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is <status>
    When the unused credits are considered at 2026-08-30 23:59:59.999 UTC
    Then the answer is keep
    And 600 credits are kept, 0 roll over and 0 expire
    When the unused credits are considered at 2026-08-31 00:00 UTC
    Then the answer is expire
    And 0 credits are kept, 0 roll over and 600 expire
    And the period ends at 2026-08-31 00:00 UTC
    And nothing is left to choice

    Examples:
      | status     |
      | active     |
      | throttled  |
      | restricted |
      | suspended  |
      | disabled   |
      | terminated |

  @13.3 @4.5 @R16
  Scenario Outline: That credits expire during suspension too is told where access is withheld: <status>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is <status>
    When the unused credits are considered at 2026-08-31 00:00 UTC
    Then the answer is expire
    And <reason>

    Examples:
      | status     | reason                         |
      | active     | it does not rest on clause 13.3 |
      | throttled  | it does not rest on clause 13.3 |
      | restricted | it does not rest on clause 13.3 |
      | suspended  | it rests on clause 13.3        |
      | disabled   | it rests on clause 13.3        |
      | terminated | it rests on clause 13.3        |

  @13.3 @4.5 @R16
  Scenario: That credits are kept during their period gives way to their expiry, suspension or not
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    When the unused credits are considered at 2026-08-31 00:00 UTC
    Then the answer is expire
    And reading R16 is applied
    And rule "credits-are-kept-during-their-period" gives way to "credits-expire-at-the-end-of-their-period"
    And rule "credits-are-kept-during-their-period" gives way to "credits-expire-during-suspension-too"

  @13.3 @4.5 @R16
  Scenario: Suspension leaves a roll-over as it is
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    And a statement by order-form, "order 9", lets unused credits roll over
    And a further period follows
    When the unused credits are considered at 2026-08-31 00:00 UTC
    Then the answer is roll-over
    And 0 credits are kept, 600 roll over and 0 expire

  @13.2
  Scenario Outline: Whether AI agent may be used while access is <status>
    Given access is <status>
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | status     | answer       |
      | active     | eligible     |
      | throttled  | eligible     |
      | restricted | eligible     |
      | suspended  | not-eligible |
      | disabled   | not-eligible |
      | terminated | not-eligible |

  @13.2
  Scenario Outline: A use that a measure leaves open goes with a warning: <status>
    Given access is <status>
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And the warning is "access-<status>"
    And it rests on clause 13.2

    Examples:
      | status     |
      | throttled  |
      | restricted |

  @13.2
  Scenario: With active access no warning goes with a use
    Given access is active
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And no warning goes with it
    And it does not rest on clause 13.2

  @13.2
  Scenario Outline: The warning goes with the use of what the measure is on: <used>
    Given access to ai-reply is throttled
    When the customer wants to use <used> at 2026-08-15 12:00 UTC
    Then the answer is eligible
    And <warning>

    Examples:
      | used        | warning                            |
      | ai-reply    | the warning is "access-throttled"  |
      | AI agent    | the warning is "access-throttled"  |
      | translation | no warning goes with it            |

  @13.2
  Scenario Outline: A measure on some functionality bars only the use of that: <used>
    Given access to ai-reply and agent-action is suspended
    When the customer wants to use <used> at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | used         | answer       |
      | ai-reply     | not-eligible |
      | agent-action | not-eligible |
      | translation  | eligible     |

  @13.2
  Scenario: A measure on some functionality does not bar a use that names none
    Given access to ai-reply is suspended
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible

  @13.2
  Scenario: A measure on everything bars the use of each functionality
    Given access is suspended
    When the customer wants to use translation at 2026-08-15 12:00 UTC
    Then the answer is not-eligible

  @13.2 @13.3
  Scenario Outline: A use while access is <status>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is <status>
    When 1 unit of ai-summary is used at 2026-08-15 12:00 UTC
    Then the answer is <answer>
    And <taken> credits are taken and <left> are left

    Examples:
      | status     | answer  | taken | left |
      | active     | consume | 2     | 598  |
      | throttled  | consume | 2     | 598  |
      | restricted | consume | 2     | 598  |
      | suspended  | refuse  | 0     | 600  |
      | disabled   | refuse  | 0     | 600  |
      | terminated | refuse  | 0     | 600  |

  @13.2 @13.3
  Scenario: A refusal during suspension rests on 13.2 and 13.3
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    When 1 unit of ai-summary is used at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 13.2
    And it rests on clause 13.3

  @13.2
  Scenario Outline: A use of <used> while access to ai-reply is suspended
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access to ai-reply is suspended
    When 10 units of <used> are used at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | used             | answer  |
      | ai-reply         | refuse  |
      | ai-summary       | consume |
      | knowledge-search | consume |

  @13.2 @1.6
  Scenario: While access is suspended, what takes no credit is refused too
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    When 1 unit of spell-check is used at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 13.2
    And clause 1.6 is overridden

  @13.2 @2.1
  Scenario: An express provision does not admit a use while access is suspended
    Given the subscription is trial and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    And a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And access is suspended
    When 1 unit of ai-summary is used at 2026-08-15 12:00 UTC
    Then the answer is refuse
    And it rests on clause 13.2
    And it does not rest on clause 2.1

  @13.2(a) @12.1
  Scenario Outline: A prohibited use that happened is a ground by itself: <the use>
    Given <the use>
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And 1 ground counts in all
    And all five measures are open to Kommo
    And suspend is the measure recommended
    And it rests on clause 13.2(a)
    And it rests on clause 12.1

    Examples:
      | the use                                                              |
      | the use violates applicable law or regulation                        |
      | the use infringes the rights of a person                             |
      | the use generates fraudulent, deceptive or harmful content           |
      | the use sends misleading or unauthorized communications              |
      | the use circumvents Kommo's limits, billing rules or access controls |
      | the use is prohibited by the Terms Of Use                            |
      | the use breaches the terms of a third party                          |

  # 12.1 lists neither: each is prohibited by its own clause.
  @13.2(a) @9.5
  Scenario: Data that must not be submitted is a ground by the clause that prohibits it
    Given the use submits data in violation of law, rights, contract or confidentiality
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And 1 ground counts in all
    And all five measures are open to Kommo
    And suspend is the measure recommended
    And it rests on clause 9.5
    And it does not rest on clause 12.1
    And it does not rest on clause 11.2

  @13.2(a) @11.2
  Scenario: A high-risk matter that was left to output is a ground by the clause that prohibits it
    Given the use is the sole basis of "legal"
    And no human reviews it
    And it is not verified independently
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And 1 ground counts in all
    And all five measures are open to Kommo
    And suspend is the measure recommended
    And it rests on clause 11.2
    And it does not rest on clause 12.1
    And it does not rest on clause 9.5

  @13.2(a) @9.5 @12.1
  Scenario: What is only considered to be done is no ground yet, whichever clause prohibits it
    Given the use submits data in violation of law, rights, contract or confidentiality
    And the use is the sole basis of "legal"
    And no human reviews it
    And it is not verified independently
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds

  @13.2(a) @8.6
  Scenario: A use without the permissions that a channel requires is no ground
    Given the use lacks a permission that the channel requires
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds

  @13.2(a) @12.1
  Scenario: Who asks first whether a use is allowed has violated nothing
    Given the use violates applicable law or regulation
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts

  @13.2(a) @12.1(d)
  Scenario Outline: An undisclosed impersonation is a ground only where it is prohibited: <disclosure>
    Given the use impersonates a human without disclosure
    And <disclosure>
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | disclosure                 | answer     |
      | law requires disclosure    | may-act    |
      | law requires no disclosure | no-grounds |

  @13.2(a) @12.1
  Scenario: A permitted use is no ground
    Given nothing is held against the use
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts

  @13.2(a) @12.1
  Scenario: A prohibited use is a ground beside a suspicion that is none
    Given Kommo merely suspects violation by terms on the basis "case 1"
    And the use circumvents Kommo's limits, billing rules or access controls
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And 1 ground counts in all

  @13.2(a) @12.1
  Scenario: A prohibited use and a reasonable belief in a violation are one ground
    Given Kommo reasonably believes in violation by terms on the basis "case 1"
    And the use circumvents Kommo's limits, billing rules or access controls
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And 1 ground counts in all
    And suspend is the measure recommended

  @13.2(a) @13.2(e) @12.1
  Scenario: A prohibited use joins the other grounds
    Given Kommo reasonably believes in dependency by unavailable on the basis "case 1"
    And the use circumvents Kommo's limits, billing rules or access controls
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And ground 13.2(a) counts
    And ground 13.2(e) counts
    And 2 grounds count in all
    And suspend is the measure recommended

  @13.2
  Scenario Outline: That there is no ground gives way to each ground: <rule>
    Given <ground>
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And rule "no-measure-without-ground" gives way to "<rule>"

    Examples:
      | ground                                                                       | rule                            |
      | the subscription is expired and not paid                                     | subscription-has-ceased         |
      | Kommo reasonably believes in violation by terms on the basis "case 1"        | measures-against-access         |
      | Kommo reasonably believes in violation by terms on the basis "case 1"        | customer-violated-terms         |
      | the use violates applicable law or regulation                                | use-is-prohibited               |
      | the use submits data in violation of law, rights, contract or confidentiality | data-was-submitted-in-violation |
      | the use is the sole basis of "credit scoring"                                | high-risk-matter-was-left-to-output |
      | Kommo reasonably believes in misuse by fraud on the basis "case 1"           | misuse-is-believed              |
      | consumption in the window is 300 against a usual 100                         | consumption-is-abnormal         |
      | Kommo reasonably believes in payment by uncollected on the basis "case 1"    | required-payment-not-collected  |
      | Kommo reasonably believes in risk by legal on the basis "case 1"             | continued-provision-creates-risk |
      | Kommo reasonably believes in dependency by unavailable on the basis "case 1" | dependency-became-unavailable   |

  @2.3 @13.3
  Scenario: Where the subscription has ceased, a suspension makes credits unavailable too
    Given the subscription is expired and not paid
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And credits become unavailable and go on expiring
    And it rests on clause 13.3

  @13.1
  Scenario Outline: Kommo may monitor for the purposes that are listed: <purpose>
    When Kommo wants to monitor for <purpose> at 2026-08-15 12:00 UTC
    Then the answer is may
    And it is subject to applicable law and the Privacy Policy
    And it rests on clause 13.1

    Examples:
      | purpose             |
      | billing             |
      | security            |
      | abuse-prevention    |
      | service-protection  |
      | legal-compliance    |
      | service-improvement |

  @13.1
  Scenario: For another purpose these terms do not say that Kommo may monitor
    When Kommo wants to monitor for other at 2026-08-15 12:00 UTC
    Then the answer is not-by-these-terms

  @13.1
  Scenario Outline: Monitoring is subject to law: <law>
    Given <law>
    When Kommo wants to monitor for billing at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | law                                           | answer             |
      | law requires nothing                          | may                |
      | law forbids that monitoring under "act 1"     | not-by-these-terms |
      | law requires everything but the forbidsMonitoring under "act 1" | may |

  @2.1 @2.3 @R29
  Scenario: Who may use AI agent without a subscription loses nothing by not having one
    Given the subscription is expired and not paid
    And Kommo expressly provides otherwise in "letter of 3 July 2026"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds

  @13.2(a)
  Scenario: A use that is said to have happened needs a basis
    Given the facts
      | path             | value |
      | conduct.occurred | true  |
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the facts are refused at "/conduct/basis" as missing-fact

  # By the sample policy violation and misuse recommend suspension, payment and risk restriction, dependency throttling.
  @2.3 @13.2 @13.3
  Scenario Outline: Credits become unavailable only where the measure recommended takes access away: <ground>
    Given <ground>
    And <more>
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And <measure> is the measure recommended
    And <credits>

    Examples:
      | ground                                                                         | more                                           | measure  | credits                                           |
      | Kommo reasonably believes in violation by terms on the basis "case 1"          | law requires nothing                           | suspend  | credits become unavailable and go on expiring     |
      | the use violates applicable law or regulation                                  | the use happened, on the basis "ticket 7"      | suspend  | credits become unavailable and go on expiring     |
      | Kommo reasonably believes in misuse by fraud on the basis "case 1"             | law requires nothing                           | suspend  | credits become unavailable and go on expiring     |
      | consumption in the window is 300 against a usual 100                           | law requires nothing                           | suspend  | credits become unavailable and go on expiring     |
      | Kommo reasonably believes in payment by uncollected on the basis "case 1"      | law requires nothing                           | restrict | credits stay available and go on expiring         |
      | Kommo reasonably believes in risk by legal on the basis "case 1"               | law requires nothing                           | restrict | credits stay available and go on expiring         |
      | Kommo reasonably believes in dependency by unavailable on the basis "case 1"   | law requires nothing                           | throttle | credits stay available and go on expiring         |
      | Kommo reasonably believes in dependency by unavailable on the basis "case 1"   | the subscription is expired and not paid       | suspend  | credits become unavailable and go on expiring     |

  @2.3 @4.5 @13.3 @R16
  Scenario Outline: That credits go on expiring is told with every measure: <ground>
    Given <ground>
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is may-act
    And rule "expiry-runs-on" decides
    And it rests on clause 4.5
    And reading R16 is applied

    Examples:
      | ground                                                                    |
      | the subscription is expired and not paid                                  |
      | Kommo reasonably believes in payment by uncollected on the basis "case 1" |
      | Kommo reasonably believes in violation by terms on the basis "case 1"     |

  @8.6 @12.1(d) @13.2(a)
  Scenario: Where nobody is impersonated, it does not matter whether law requires disclosure
    Given the use lacks a permission that the channel requires
    And law requires disclosure
    And the use happened, on the basis "ticket 7"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the answer is no-grounds
    And no ground counts

  @12.1 @13.2(a)
  Scenario Outline: What is told of a prohibited use names what was prohibited of it: <use>
    Given <use>
    And law requires disclosure
    And the use lacks a permission that the channel requires
    And the use happened, on the basis "case 4711"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then rule "use-is-prohibited" says "Kommo reasonably believes, on the basis of case 4711, that AI agent was used in a way that these AI agent Terms prohibit: <told>."

    Examples:
      | use | told |
      | the use violates applicable law or regulation | in violation of applicable law |
      | the use infringes the rights of a person | to infringe rights |
      | the use generates fraudulent, deceptive or harmful content | for harmful content |
      | the use impersonates a human without disclosure | in violation of applicable law and to pose as a human without disclosure |
      | the use sends misleading or unauthorized communications | for misleading or unauthorized communications |
      | the use circumvents Kommo's limits, billing rules or access controls | to circumvent limits, rules or controls |
      | the use is prohibited by the Terms Of Use | as the Kommo Terms Of Use Agreement prohibits |
      | the use breaches the terms of a third party | in breach of a third party's terms |

  @13.2(a) @13.2(b) @13.2(e)
  Scenario Outline: What is told names the kind of what is believed and its basis, and not the others of its letter: <family> by <matter>
    Given Kommo reasonably believes in <family> by <matter> on the basis "case 4711"
    And Kommo merely suspects <family> by <suspected> on the basis "case 1"
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then rule "<rule>" says "Kommo reasonably believes, on the basis of case 4711, that <told>."

    Examples:
      | family     | matter               | suspected    | rule                          | told                                                                              |
      | violation  | terms                | law          | customer-violated-terms       | you have violated these AI agent Terms                                            |
      | violation  | terms-of-use         | terms        | customer-violated-terms       | you have violated the Kommo Terms Of Use Agreement                                |
      | violation  | law                  | terms-of-use | customer-violated-terms       | you have violated applicable law                                                  |
      | misuse     | fraud                | abuse        | misuse-is-believed            | there is fraud                                                                    |
      | misuse     | abuse                | fraud        | misuse-is-believed            | there is abuse                                                                    |
      | misuse     | abnormal-consumption | fraud        | misuse-is-believed            | there is abnormal consumption                                                     |
      | misuse     | security-risk        | other        | misuse-is-believed            | there is security risk                                                            |
      | misuse     | other                | fraud        | misuse-is-believed            | there is other misuse                                                             |
      | dependency | unavailable          | impracticable | dependency-became-unavailable | a third-party provider or technical dependency has become unavailable             |
      | dependency | impracticable        | unavailable  | dependency-became-unavailable | a third-party provider or technical dependency has become commercially impracticable |
