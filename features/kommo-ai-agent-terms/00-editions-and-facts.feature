Feature: Editions, instants and facts
  Which revision decides, what counts as an instant, and which facts are refused rather than guessed.

  Background:
    Given the subscription is active and paid
    And the purchase is made by billing-interface

  @18.2 @19.4
  Scenario: The revision governs from its effective instant
    When the customer wants to purchase at 2026-04-27 00:00 UTC
    Then the answer is eligible
    And it is decided under the revision "2026-04-27"
    And it is decided as of 2026-04-27 00:00 UTC

  @18.2
  Scenario: A millisecond before the effective instant no revision governs
    When the customer wants to purchase at 2026-04-26 23:59:59.999 UTC
    Then no edition governs

  @18.2
  Scenario Outline: The effective instant is compared in UTC: <instant> is <side> it
    When the customer wants to purchase at <instant>
    Then <result>

    Examples:
      | instant                       | side   | result                 |
      | 2026-04-27 01:59:59.999 +02:00 | before | no edition governs     |
      | 2026-04-27 02:00 +02:00       | at     | the answer is eligible |
      | 2026-04-26 19:59:59.999 -04:00 | before | no edition governs     |
      | 2026-04-26 20:00 -04:00       | at     | the answer is eligible |

  @18.2
  Scenario: An instant before the revision is decided where the request names the revision
    Given the request names the revision "2026-04-27"
    When the customer wants to purchase at 2026-04-26 23:59:59.999 UTC
    Then the answer is eligible
    And it is decided under the revision "2026-04-27"

  @18.2 @4.3
  Scenario: Before its first date a tariff is assumed, and the answer says so
    Given the request names the revision "2026-04-27"
    And a package of one period from 2026-04-20 00:00 UTC for USD 50.00
    And 0 of 100 credits are consumed
    When 5 units of ai-reply are used at 2026-04-26 23:59:59.999 UTC
    Then the answer is consume
    And 5 credits are taken and 95 are left
    And "tariff" is assumed

  @18.2 @4.3
  Scenario: From its first date a tariff is not assumed
    Given a package of one period from 2026-04-27 00:00 UTC for USD 50.00
    And 0 of 100 credits are consumed
    When 5 units of ai-reply are used at 2026-04-27 00:00 UTC
    Then the answer is consume
    And "tariff" is not assumed

  @18.2 @0.3
  Scenario: The revision that a purchase accepted governs
    Given the customer purchased at 2026-05-01 00:00 UTC
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then it is decided under the revision "2026-04-27"
    And it governs since the customer's purchase at 2026-05-01 00:00 UTC

  @18.2 @0.3
  Scenario Outline: A purchase at <purchased> is <side> the revision's effective instant
    Given the customer purchased at <purchased>
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then <result>

    Examples:
      | purchased                   | side   | result                                      |
      | 2026-04-26 23:59:59.999 UTC | before | no edition governs                          |
      | 2026-04-27 00:00 UTC        | at     | it is decided under the revision "2026-04-27" |

  @18.2 @R30
  Scenario: Use after the effective instant accepts the revision, though the purchase came before it
    Given the customer purchased at 2026-04-01 00:00 UTC
    And the customer used the AI agent at 2026-04-27 00:00:00.001 UTC
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then it is decided under the revision "2026-04-27"
    And it governs since the customer's use at 2026-04-27 00:00:00.001 UTC

  @18.2
  Scenario: Continued use in the very instant of the effect does not yet accept
    Given the customer purchased at 2026-04-01 00:00 UTC
    And the customer used the AI agent at 2026-04-27 00:00 UTC
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then no edition governs

  @18.2
  Scenario: Express assent before the effective instant binds from it on
    Given the customer agreed to the revision "2026-04-27" at 2026-04-20 00:00 UTC
    When the customer wants to purchase at 2026-04-27 00:00 UTC
    Then it is decided under the revision "2026-04-27"
    And it governs since the customer's assent at 2026-04-20 00:00 UTC

  @18.2
  Scenario: What has not happened yet accepts nothing
    Given the customer purchased at 2026-09-01 00:00 UTC
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then it is decided under the revision "2026-04-27"
    And it governs as the revision in effect

  @18.2
  Scenario: A revision that the request names governs whatever was accepted
    Given the customer purchased at 2026-04-01 00:00 UTC
    And the request names the revision "2026-04-27"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then it is decided under the revision "2026-04-27"
    And it governs since the request names it

  # Bought before the terms took effect: nothing was accepted by that.
  @4.2 @4.3
  Scenario: Consumption is itself a use, and metered by the revision that it accepts
    Given a package of one period from 2026-04-20 00:00 UTC for USD 50.00
    And 0 of 100 credits are consumed
    When 5 units of ai-reply are used at 2026-04-27 00:00:00.001 UTC
    Then the answer is consume
    And it governs since the customer's use at 2026-04-27 00:00:00.001 UTC

  @18.2 @0.3 @R30
  Scenario Outline: The start of a package is its purchase: begun <begun>
    Given a package of one period from <begun> for USD 50.00
    When the customer asks for a refund at 2026-05-15 12:00 UTC
    Then <result>

    Examples:
      | begun                       | result                                                           |
      | 2026-04-26 23:59:59.999 UTC | no edition governs                                               |
      | 2026-04-27 00:00 UTC        | it governs since the customer's purchase at 2026-04-27 00:00 UTC |

  @18.2 @R30
  Scenario Outline: The start of a package that renews another is nothing that the customer did: begun <begun>
    Given a package of one period from <begun> for USD 50.00
    And it renews the package "P-0"
    When the customer asks for a refund at 2026-05-15 12:00 UTC
    Then it governs as the revision in effect
    Given the customer used the AI agent at 2026-05-10 12:00 UTC
    When the customer asks for a refund at 2026-05-15 12:00 UTC
    Then it governs since the customer's use at 2026-05-10 12:00 UTC

    Examples:
      | begun                |
      | 2026-04-20 00:00 UTC |
      | 2026-05-01 00:00 UTC |

  @18.2
  Scenario: A revision that does not exist is refused
    Given the request names the revision "2020-01-01"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the request is refused with status 404 as unknown-edition

  Scenario: A decision that does not exist is refused
    Given it is the instant 2026-08-15 12:00 UTC
    When horoscope is asked for
    Then the request is refused with status 404 as unknown-decision

  Scenario Outline: The instant of a request is not guessed: <why>
    Given the request is dated "<text>"
    And the facts
      | path    | value |
      | purpose | use   |
    When eligibility is asked for
    Then the request is refused with status 400 as invalid-as-of

    Examples:
      | why                             | text                        |
      | an instant without an offset    | 2026-08-15T12:00:00         |
      | digits finer than a millisecond | 2026-08-15T12:00:00.000001Z |
      | a date alone                    | 2026-08-15                  |
      | a day that does not exist       | 2026-02-30T12:00:00Z        |
      | words                           | tomorrow                    |

  @1.7
  Scenario Outline: An instant inside the facts is not guessed: <why>
    Given the facts
      | path             | value             |
      | package.kind     | paid              |
      | package.plan     | single-period     |
      | package.periods  | 1                 |
      | package.feePaid  | { minor: 5000, currency: USD } |
      | package.startsAt | <text>            |
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "/package/startsAt"
    And 1 fact is wrong in all

    Examples:
      | why                             | text                        |
      | an instant without an offset    | 2026-08-01T00:00:00         |
      | digits finer than a millisecond | 2026-08-01T00:00:00.0001Z   |
      | a date alone                    | 2026-08-01                  |
      | a day that does not exist       | 2026-02-29T00:00:00Z        |
      | words                           | soon                        |

  Scenario: An instant without an offset has its own code
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the facts
      | path             | value               |
      | package.startsAt | 2026-08-01T00:00:00 |
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "/package/startsAt" as instant-without-offset

  Scenario: A name outside the vocabulary is refused, not ignored
    Given the facts
      | path   | value |
      | wallet | 12    |
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the facts are refused at "/wallet" as unknown-fact

  Scenario: A field outside the vocabulary is refused, not ignored
    Given the facts
      | path              | value |
      | subscription.tier | gold  |
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the facts are refused at "/subscription/tier" as unknown-fact

  Scenario: A fact of the vocabulary that the decision does not read is accepted
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 100 of 1,000 credits are consumed
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is eligible

  Scenario Outline: A value of the wrong kind is refused: <path>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And the facts
      | path   | value   |
      | <path> | <value> |
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "<pointer>" as <code>

    Examples:
      | path                     | value   | pointer                   | code        |
      | package.periods          | 1.5     | /package/periods          | wrong-type  |
      | package.periods          | "1"     | /package/periods          | wrong-type  |
      | package.periods          | 0       | /package/periods          | out-of-range |
      | package.plan             | yearly  | /package/plan             | not-allowed |
      | package.feePaid          | 50.00   | /package/feePaid          | wrong-type  |
      | package.feePaid.minor    | 50.5    | /package/feePaid/minor    | wrong-type  |
      | package.feePaid.minor    | -1      | /package/feePaid/minor    | out-of-range |
      | package.kind             | gratis  | /package/kind             | not-allowed |
      | verified                 | "true"  | /verified                 | wrong-type  |
      | refundedPeriods          | -1      | /refundedPeriods          | out-of-range |

  Scenario: A missing fact is an error that names it, never a silent no
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "/package" as missing-fact

  Scenario: Every missing fact of a use is named in one answer
    Given it is the instant 2026-08-15 12:00 UTC
    And nothing is said of "subscription"
    When consumption is asked for
    Then the facts are refused at "/event" as missing-fact
    And the facts are refused at "/package" as missing-fact
    And the facts are refused at "/credits" as missing-fact
    And the facts are refused at "/subscription" as missing-fact

  Scenario: Missing, wrong and unknown facts are named together
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And nothing is said of "package.feePaid"
    And the facts
      | path         | value  |
      | package.plan | yearly |
      | wallet       | 12     |
    And it is the instant 2026-08-15 12:00 UTC
    When refund is asked for
    Then the facts are refused at "/package/feePaid" as missing-fact
    And the facts are refused at "/package/plan" as not-allowed
    And the facts are refused at "/wallet" as unknown-fact
    And the facts are refused at "/ground" as missing-fact

  Scenario: A default that was used is told
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is not-refundable
    And "refunded" is assumed to be USD 0.00
    And "refundedPeriods" is assumed to be 0
    And "verified" is assumed

  Scenario: A default is not told where the fact is given
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And USD 0.00 was refunded before
    And the ground is not verified
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then "refunded" is not assumed
    And "verified" is not assumed

  Scenario: The answer names whom it is about
    Given the request is about "account-4711"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the answer is about "account-4711"

  Scenario Outline: Facts that contradict each other are refused: <contradiction>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the facts
      | path      | value      |
      | <path>    | <value>    |
      | <against> | <opposite> |
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "<pointer>"

    Examples:
      | contradiction                        | path                    | value                              | against         | opposite     | pointer              |
      | more periods paid for than there are | package.periodsPaid     | 13                                 | package.periods | 12           | /package/periodsPaid |
      | more refunded than was paid          | refunded                | { minor: 120001, currency: USD }   | package.periods | 12           | /refunded            |
      | more periods refunded than paid for  | refundedPeriods         | 13                                 | package.periods | 12           | /refundedPeriods     |
      | more refunded than the paid periods  | refundedPeriods         | 4                                  | package.periodsPaid | 3        | /refundedPeriods     |
      | a refund in another currency         | refunded                | { minor: 100, currency: EUR }      | package.periods | 12           | /refunded/currency   |
      | one period that is twelve            | package.plan            | single-period                      | package.periods | 12           | /package/periods     |
      | several periods that are one         | package.periods         | 1                                  | package.plan    | multi-period | /package/periods     |
      | a free package with a fee            | package.kind            | free                               | package.periods | 12           | /package/feePaid     |

  Scenario Outline: Facts that stop just short of a contradiction are accepted: <limit>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And the facts
      | path   | value   |
      | <path> | <value> |
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the answer is <answer>

    Examples:
      | limit                        | path                | value                            | answer         |
      | every period paid for        | package.periodsPaid | 12                               | refundable     |
      | all that was paid refunded   | refunded            | { minor: 120000, currency: USD } | not-refundable |
      | all that was paid but a cent | refunded            | { minor: 119999, currency: USD } | refundable     |
      | every period refunded        | refundedPeriods     | 12                               | not-refundable |
      | two periods                  | package.periods     | 2                                | not-refundable |

  Scenario: A legal amount in another currency is refused
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And law requires a refund of EUR 50.00 under "consumer act 12"
    When the customer asks for a refund at 2026-08-15 12:00 UTC
    Then the facts are refused at "/law/refund/amount/currency"

  @1.8
  Scenario Outline: More credits consumed than allocated is refused: <consumed> of <allocated>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And <consumed> of <allocated> credits are consumed
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/credits/consumed"

    Examples:
      | consumed | allocated |
      | 1,001    | 1,000     |
      | 1        | 0         |

  @1.8
  Scenario: All credits consumed is no contradiction
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 1,000 of 1,000 credits are consumed
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the answer is keep
    And 0 credits are kept, 0 roll over and 0 expire

  @1.5
  Scenario Outline: Credits are whole and never below zero: <path> of <value>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    And the facts
      | path   | value   |
      | <path> | <value> |
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "<pointer>" as <code>

    Examples:
      | path              | value | pointer            | code         |
      | credits.consumed  | -1    | /credits/consumed  | out-of-range |
      | credits.consumed  | 0.5   | /credits/consumed  | wrong-type   |
      | credits.allocated | -1    | /credits/allocated | out-of-range |

  @1.7
  Scenario Outline: Credits of a period that the package has not are refused: period <period> of <periods>
    Given a prepaid package of <periods> periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period <period>, counted from 0
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the facts are refused at "/credits/period"
    And 1 fact is wrong in all

    Examples:
      | period | periods |
      | 12     | 12      |
      | 13     | 12      |
      | 3      | 3       |

  @1.7
  Scenario: Credits of the last period are no contradiction
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And 0 of 1,000 credits are consumed
    And the credits are those of period 11, counted from 0
    When the unused credits are considered at 2026-08-15 12:00 UTC
    Then the answer is keep

  @2.1
  Scenario: A trial that is paid is refused
    Given the subscription is trial and paid
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the facts are refused at "/subscription/paid"

  Scenario Outline: What prevails over the terms says what it rests on: <path> is empty
    Given the facts
      | path                     | value   |
      | <record>                 | <value> |
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the facts are refused at "<pointer>"

    Examples:
      | path                       | record           | value                                                  | pointer                     |
      | the provision's reference  | expressProvision | { granted: true, reference: "" }                       | /expressProvision/reference |
      | the statement's reference  | expressStatement | { source: writing, reference: "", expands: true }      | /expressStatement/reference |
      | the agreement's reference  | writtenAgreement | { keeps: [ai-reply], reference: "" }                   | /writtenAgreement/reference |
      | the provision of law       | law              | { acceptsMethod: { provision: "" } }                   | /law/acceptsMethod/provision              |

  Scenario Outline: What prevails over the terms says what it rests on: <what> is missing
    Given the facts
      | path                     | value   |
      | <record>                 | <value> |
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the facts are refused at "<pointer>" as missing-fact

    Examples:
      | what                       | record           | value                                 | pointer                     |
      | the provision's reference  | expressProvision | { granted: true }                     | /expressProvision/reference |
      | the statement's reference  | expressStatement | { source: writing, expands: true }    | /expressStatement/reference |
      | the agreement's reference  | writtenAgreement | { keeps: [ai-reply] }                 | /writtenAgreement/reference |

  # Amounts up to 1,000,000,000,000,000 minor units are calculated with exactly, whatever is added up of them.
  Scenario Outline: An amount too large to calculate with exactly is refused: <path>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And a claim of USD 100.00 arises from an event at 2026-08-01 12:00 UTC
    And the facts
      | path                | value    |
      | purchase.method     | billing-interface |
      | purchase.fee        | { minor: 5000, currency: USD } |
      | ground              | none-stated |
      | <path>              | <value>  |
    And it is the instant 2026-08-15 12:00 UTC
    When <decision> is asked for
    Then the facts are refused at "<pointer>" as <code>

    Examples:
      | path            | value                                                                                          | decision  | pointer              | code              |
      | package.feePaid | { minor: 1000000000000001, currency: USD }                                                     | refund    | /package/feePaid/minor | fee-too-large   |
      | law.refund      | { provision: act 1, of: whole-fee, amount: { minor: 1000000000000001, currency: USD } }         | refund    | /law/refund/amount/minor | law-amount-too-large |
      | purchase.fee    | { minor: 1000000000000001, currency: USD }                                                     | purchase  | /purchase/fee/minor  | fee-too-large     |
      | purchase.taxes  | [{ name: VAT, amount: { minor: 1000000000000000, currency: USD } }, { name: levy, amount: { minor: 1, currency: USD } }] | purchase | /purchase/taxes | taxes-too-large |
      | payments        | [{ package: p, paidAt: "2026-05-01T00:00:00Z", amount: { minor: 1000000000000000, currency: USD } }, { package: p, paidAt: "2026-05-02T00:00:00Z", amount: { minor: 1, currency: USD } }] | liability | /payments | payments-too-large |

  Scenario Outline: An amount that can just be calculated with is accepted: <path>
    Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200.00
    And a claim of USD 100.00 arises from an event at 2026-08-01 12:00 UTC
    And the facts
      | path                | value    |
      | purchase.method     | billing-interface |
      | purchase.fee        | { minor: 5000, currency: USD } |
      | ground              | none-stated |
      | <path>              | <value>  |
    And it is the instant 2026-08-15 12:00 UTC
    When <decision> is asked for
    Then the answer is <answer>

    Examples:
      | path            | value                                                                                          | decision  | answer     |
      | package.feePaid | { minor: 1000000000000000, currency: USD }                                                     | refund    | refundable |
      | law.refund      | { provision: act 1, of: whole-fee, amount: { minor: 1000000000000000, currency: USD } }         | refund    | refundable |
      | purchase.fee    | { minor: 1000000000000000, currency: USD }                                                     | purchase  | accept     |
      | purchase.taxes  | [{ name: VAT, amount: { minor: 999999999999999, currency: USD } }, { name: levy, amount: { minor: 1, currency: USD } }] | purchase | accept |
      | payments        | [{ package: p, paidAt: "2026-05-01T00:00:00Z", amount: { minor: 999999999999999, currency: USD } }, { package: p, paidAt: "2026-05-02T00:00:00Z", amount: { minor: 1, currency: USD } }] | liability | capped |
      | claim.losses    | [{ kind: direct, amount: { minor: 999999999999999, currency: USD } }, { kind: direct, amount: { minor: 1, currency: USD } }] | liability | capped |

  Scenario Outline: An instant too far away to calculate with is refused: <pointer>
    Given a package of one period from <start> for USD 50.00
    And a claim of USD 100.00 arises from an event at <event>
    And the facts
      | path   | value       |
      | ground | none-stated |
    And it is the instant 2026-08-15 12:00 UTC
    When <decision> is asked for
    Then <answer>

    Examples:
      | start                       | event                       | decision  | pointer           | answer                                                              |
      | 9899-12-31 23:59:59.999 UTC | 2026-08-01 12:00 UTC        | refund    | none              | the answer is not-refundable                                        |
      | 9900-01-01 00:00 UTC        | 2026-08-01 12:00 UTC        | refund    | /package/startsAt | the facts are refused at "/package/startsAt" as starts-too-late     |
      | 2026-05-01 00:00 UTC        | 1000-01-01 00:00 UTC        | liability | none              | the answer is capped                                                |
      | 2026-05-01 00:00 UTC        | 0999-12-31 23:59:59.999 UTC | liability | /claim/eventAt    | the facts are refused at "/claim/eventAt" as event-too-early        |

  @1.3 @3.2
  Scenario Outline: A free package is not purchased for a fee: <fee>
    Given a free package of one period from 2026-08-15 12:00 UTC
    And the fee is <fee>
    When the customer purchases by billing-interface at 2026-08-15 12:00 UTC
    Then <answer>

    Examples:
      | fee       | answer                                                               |
      | USD 0.00  | the answer is accept                                                 |
      | USD 0.01  | the facts are refused at "/purchase/fee" as free-package-has-no-fee  |
      | USD 50.00 | the facts are refused at "/purchase/fee" as free-package-has-no-fee  |

  @3.2
  Scenario: A purchase says how it is made and for what fee
    Given nothing is said of "purchase"
    And it is the instant 2026-08-15 12:00 UTC
    When purchase is asked for
    Then the facts are refused at "/purchase" as missing-fact

  Scenario Outline: Law that requires something says which provision and what: <missing> is missing
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    And it is the instant 2026-08-15 12:00 UTC
    And the facts
      | path   | value |
      | ground | none-stated |
      | law    | <law> |
    When <decision> is asked for
    Then the facts are refused at "<pointer>"

    Examples:
      | missing         | decision | law                                                             | pointer        |
      | the provision   | refund   | { refund: { of: whole-fee, amount: { minor: 100, currency: USD } } } | /law/refund/provision |
      | the amount      | refund   | { refund: { of: whole-fee, provision: consumer act 12 } } | /law/refund/amount    |
      | the provision   | expiry   | { keepsCredits: { until: "2026-12-31T00:00:00Z" } } | /law/keepsCredits/provision |
      | the instant     | expiry   | { keepsCredits: { provision: consumer act 12 } } | /law/keepsCredits/until     |

  @13.2
  Scenario: A ground without a basis is refused
    Given no other ground is alleged
    And the facts
      | path           | value                                                   |
      | grounds.misuse | [{ kind: fraud, reasonableBelief: true, basis: "" }]    |
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the facts are refused at "/grounds/misuse/0/basis"

  @13.2
  Scenario: A ground that names no basis is refused
    Given the facts
      | path              | value                                                                                                             |
      | grounds.violation | [{ kind: terms, reasonableBelief: true, basis: case 1 }, { kind: law, reasonableBelief: true }]                    |
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the facts are refused at "/grounds/violation/1/basis"

  @13.2
  Scenario: A ground of another kind than its clause names is refused
    Given the facts
      | path            | value                                                             |
      | grounds.payment | [{ kind: fraud, reasonableBelief: true, basis: case 1 }]          |
    When Kommo considers a measure at 2026-08-15 12:00 UTC
    Then the facts are refused at "/grounds/payment/0/kind" as not-allowed

  @3.1
  Scenario: A purchase says how it is made
    Given nothing is said of "purchase"
    When the customer wants to purchase at 2026-08-15 12:00 UTC
    Then the facts are refused at "/purchase"

  @3.1
  Scenario: A use need not say how a purchase is made
    Given nothing is said of "purchase"
    When the customer wants to use AI agent at 2026-08-15 12:00 UTC
    Then the answer is eligible

  @4.4
  Scenario Outline: A use has one unit or more, in whole units: <units>
    Given a package of one period from 2026-08-01 00:00 UTC for USD 50.00
    And 0 of 1,000 credits are consumed
    And it is the instant 2026-08-15 12:00 UTC
    And the facts
      | path                | value    |
      | event.functionality | ai-reply |
      | event.units         | <units>  |
    When consumption is asked for
    Then the facts are refused at "/event/units" as <code>

    Examples:
      | units | code         |
      | 0     | out-of-range |
      | -3    | out-of-range |
      | 1.5   | wrong-type   |
