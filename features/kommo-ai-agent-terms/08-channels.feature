Feature: 8. Third-party channels and integrations
  What a written agreement keeps, faults of channels, and the permissions that a channel requires.

  # The functionality legacy-autoreply is withdrawn from 1 June 2026, 00:00 UTC.

  Background:
    Given the subscription is active and paid
    And a package of one period from 2026-05-15 00:00 UTC for USD 50.00
    And 400 of 1,000 credits are consumed
    And the purchase is made by billing-interface

  @7.3 @8.5
  Scenario: A separate written agreement may keep withdrawn functionality open
    Given the written agreement "master agreement 7" keeps legacy-autoreply
    When the customer wants to use legacy-autoreply at 2026-06-05 12:00 UTC
    Then the answer is eligible
    Given the functionality in question is legacy-autoreply
    When the customer wants to purchase at 2026-06-05 12:00 UTC
    Then the answer is eligible

  @8.6
  Scenario: The permissions that a channel requires are the customer's to hold
    Given the use lacks a permission that the channel requires
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And nothing bars the use
    And the obligation of 8.6 goes with it
    And the obligation of 8.6 is not met
    And it rests on clause 8.6

  @8.6
  Scenario: The obligation of 8.6 goes with the use of a channel
    Given the use goes over the channel "WhatsApp"
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And the obligation of 8.6 goes with it
    And 1 obligation goes with it in all
    And no obligation is known to be unmet
    And it rests on clause 8.6

  @8.6
  Scenario: With every permission of the channel a use is open
    Given nothing is held against the use
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And it does not rest on clause 8.6

  @8.6 @12.1(h)
  Scenario: To lack a channel's permission is one thing, to breach a channel's terms another
    Given the use breaches the terms of a third party
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is prohibited
    And clause 12.1(h) bars the use
    And clause 8.6 does not bar the use

  @8.4
  Scenario: Kommo is not responsible for the unavailability of a channel
    Given a claim of USD 100.00 arises from an event at 2026-08-01 12:00 UTC
    And the customer paid USD 1,000.00 for the package at 2026-05-01 00:00 UTC
    And the claim arises from the unavailability of a channel
    When the claim is considered at 2026-08-15 12:00 UTC
    Then the answer is excluded
    And Kommo owes nothing
    And it rests on clause 8.4
    And it does not rest on clause 7.4

  @8.6
  Scenario: That a permission is missing is said, beside whose it is to obtain
    Given the use lacks a permission that the channel requires
    And the use goes over the channel "WhatsApp"
    When the use is considered at 2026-08-15 12:00 UTC
    Then the answer is permitted
    And rule "channel-permissions-are-yours" decides
    And rule "channel-permission-is-missing" decides
