/** What facts.yaml begins with: nothing yet, and in comments what a fact looks like. */
export const factsToBegin = `# What a case tells: each fact that a clause asks for, with its type.
# facts:
#   order:
#     type: record
#     describes: The order that is decided on.
#     clauses: ['1.1']
#     fields:
#       dueAt: { type: instant, describes: The time that the order names. }
#       price: { type: money }
facts: {}
`;

/** What phrases.yaml begins with: the sentence of a refusal, and in comments the other kinds. */
export const phrasesToBegin = `# The sentences of the scenarios: \`sets\` gives facts, \`asks\` a decision, \`expects\` looks at its answer.
# phrases:
#   - phrase: an order due at {instant} for {money}
#     sets: { order.dueAt: $1, order.price: $2 }
#   - phrase: compensation is asked for at {instant}
#     asOf: $1
#     asks: compensation
#   - phrase: the customer is owed {money}
#     expects: { outcome: owed, effects.amount: $1 }
phrases:
  - phrase: the request is refused with {string}
    refuses: { status: 422, errors: { code: $1 } }
`;
