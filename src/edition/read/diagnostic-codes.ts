/** How much a diagnostic weighs: an edition with an error is not loaded, one with warnings is. */
export type Severity = 'error' | 'warning';

/** Every code of a diagnostic, with its severity and what it means. Codes are stable: programs may rely on them. */
export const diagnosticCodes = {
  // The files
  'missing-file': ['error', 'The folder lacks a file that every edition has, or that edition.yaml names.'],
  'unknown-file': ['error', 'The folder holds a file that is no part of an edition.'],
  'yaml-syntax': ['error', 'The file is not YAML.'],
  'yaml-tag': ['error', 'A YAML tag: values say what they are by themselves.'],
  'yaml-alias': ['error', 'A YAML anchor or alias: everything is written where it is read.'],
  'yaml-number': [
    'error',
    'A number that cannot be held exactly, infinite, not a number, or beyond 2^53 - 1, or one that begins with a zero.',
  ],
  'duplicate-key': ['error', 'A key stands twice in one place.'],
  // Their structure
  'wrong-root': ['error', 'The file does not hold keys with values.'],
  'unknown-key': ['error', 'A key that does not belong where it stands.'],
  'missing-key': ['error', 'A key is missing.'],
  'wrong-shape': ['error', 'A value of a form that cannot stand there.'],
  'unquoted-clause': ['error', 'A clause id that YAML reads as a number: 1.10 would become 1.1.'],
  'wrong-instant': ['error', 'Not an RFC 3339 instant with an offset and at most milliseconds.'],
  'empty-condition': ['error', 'An `all` or `any` without conditions.'],
  'mixed-condition': ['error', 'Two kinds of condition in one object, of which one would be ignored.'],
  'unknown-operator': ['error', 'An operator that does not exist.'],
  'decision-name': ['error', 'A rule set whose decision is not named as its file.'],
  // Names
  'duplicate-id': ['error', 'A name or id that is given twice.'],
  'name-clash': ['error', 'A name that hides another, or is reserved.'],
  'unknown-fact': ['error', 'A name that is no fact, definition or parameter.'],
  'unknown-outcome': ['error', 'An outcome that the rule set does not list.'],
  'unknown-override': ['error', 'A rule overrides one that the rule set does not have.'],
  'unknown-clause': ['error', 'A clause that the contract does not have.'],
  'unknown-reading': ['error', 'A reading that readings.yaml does not have.'],
  'reading-words': ['error', 'A reading of words that the clauses it cites do not have.'],
  'unknown-parameter': ['error', 'A policy that is no parameter.'],
  'unknown-decision': ['error', 'A decision that neither has a rule set nor stands in the ledger.'],
  'unknown-invariant': [
    'error',
    'An invariant is proved from one that does not stand above it, or that is not of the same cases.',
  ],
  'unknown-choice': ['error', 'A choice that the rule set, or the rule, does not list.'],
  // Types
  'value-type': ['error', 'A condition compares with a value that the name can never have.'],
  'compared-order': ['error', 'A condition asks which is greater of values that have no order.'],
  'compared-record': ['error', 'A condition compares a whole record, which is never equal to anything.'],
  'feel-syntax': ['error', 'An expression that is not FEEL.'],
  'feel-unsupported': ['error', 'FEEL that is not in the subset.'],
  'feel-unknown-name': ['error', 'An expression reads a name that does not exist.'],
  'feel-unknown-function': ['error', 'An expression calls a function that does not exist.'],
  'feel-type': ['error', 'An expression joins values of types that do not go together.'],
  'feel-absent': ['error', 'An expression uses what may be absent, without asking first.'],
  'expression-type': ['error', 'An expression gives a value of another type than its place needs.'],
  'template-syntax': ['error', 'A text with braces that do not enclose a dotted name.'],
  'template-type': ['error', 'A text mentions a value that cannot be told in a sentence.'],
  'pattern-syntax': ['error', 'A pattern that is not a regular expression.'],
  'pattern-slow': [
    'error',
    'A pattern whose trial is not proven to take time in proportion to the length of a text.',
  ],
  'definition-cycle': ['error', 'Definitions that need each other.'],
  'function-cycle': ['error', 'Functions that call each other, or themselves.'],
  // Tables
  'table-csv': ['error', 'The rows of a table that cannot be read: no CSV, or not the columns of the table.'],
  'table-cell': ['error', 'A cell of a table that is missing, or that its column cannot have.'],
  'table-row-clause': ['error', 'A row of a table that cites no clause, in a table that cites none.'],
  'table-gap': ['error', 'A case that no row of a table is for, and nothing says what holds then.'],
  'table-overlap': ['error', 'A case for which several rows apply of a table that is to have one.'],
  'table-row-idle': ['error', 'A row of a table that never applies.'],
  'default-cycle': ['error', 'Defaults that need each other.'],
  'not-findable': [
    'error',
    'Decisions are to be found by a fact that is personal, in a list, or no text or whole number.',
  ],
  // Rules
  'rule-without-clause': ['error', 'A rule that cites no clause.'],
  'self-override': ['error', 'A rule that overrides itself.'],
  'override-cycle': ['error', 'Rules that override each other in a circle.'],
  'unreachable-outcome': ['error', 'An outcome that no rule gives.'],
  'rules-conflict': ['error', 'A case was found in which rules stand together and disagree.'],
  'rules-gap': ['error', 'A case was found that no rule decides.'],
  'example-facts': ['error', 'The example of edition.yaml is refused, or cannot be decided.'],
  'rules-failure': ['error', 'A case was found for which the rules cannot be evaluated.'],
  'fact-not-listed': ['error', 'A fact that the rules read and that `facts` does not list.'],
  'unused-fact': ['error', 'A fact that `facts` lists and that the rules do not read.'],
  'effect-unknown': ['error', 'A rule gives a value to an effect that is not declared.'],
  'effect-type': ['error', 'A rule gives an effect a value of another type.'],
  'effect-merge': ['error', 'A merge that is not defined for the type of the effect.'],
  'effect-personal': ['error', 'An effect or a text that gives away a personal fact.'],
  'discretion-without-choices': ['error', 'A rule leaves a choice, and the rule set lists no choices.'],
  // Parameters
  'parameter-value': ['error', 'A value that does not fit the type of its parameter.'],
  'parameter-order': ['error', 'Dated values that are not in the order of their dates.'],
  'parameter-duplicate-date': ['error', 'Two values of a parameter from one date.'],
  'parameter-reference': ['error', 'A value from before it was published, without a reference.'],
  'invariant-broken': ['error', 'An invariant of always.yaml does not hold in a case of the scenarios.'],
  'parameter-constraint': ['error', 'The figures of a date break a constraint of parameters.yaml.'],
  'parameter-late': ['error', 'A parameter without a value when the edition takes effect.'],
  // The contract
  'ledger-missing': ['error', 'A clause without a row in the ledger.'],
  'ledger-duplicate': ['error', 'A clause with two rows in the ledger.'],
  'ledger-disposition': ['error', 'A disposition that does not exist.'],
  'ledger-reason-missing': ['error', 'A statement without a reason.'],
  'ledger-decisions-missing': ['error', 'A clause decided by rules, without the decisions.'],
  'clause-uncited': [
    'error',
    'The ledger says that rules of a decision, or governing.yaml, decide the clause, and none cites it.',
  ],
  'citation-disagrees': ['error', 'A rule cites a clause that the ledger gives to other decisions.'],
  'contract-text': ['error', 'The text cannot be cut into clauses.'],
  'text-changed': ['error', 'The text of the contract is not the one that edition.yaml names.'],
  'reference-nowhere': ['warning', 'Words of the contract name a part that it does not have.'],
  'unknown-zone': ['error', 'A time zone that this machine does not know.'],
  'zone-missing': ['error', 'A time zone that expressions name and edition.yaml does not.'],
  'zone-rules-changed': ['warning', 'A time zone whose rules are other ones on this machine.'],
  'unknown-language': ['error', 'A language whose forms of dates and numbers this machine does not know.'],
  'language-words': ['error', 'Sentences may need words of their language that edition.yaml does not have.'],
  'unused-zone': ['warning', 'A time zone that no expression names.'],
  'review-missing': ['error', 'A citation that nobody has reviewed.'],
  'review-stale': ['error', 'The words of a clause changed after the review.'],
  'review-dangling': ['error', 'A review of something that is not there.'],
  // What hangs loose
  'unused-definition': ['warning', 'A definition that no decision needs.'],
  'table-undecided': [
    'warning',
    'It is not decided whether a table leaves a gap, or whether its rows overlap.',
  ],
  'unused-function': ['warning', 'A function that nothing calls.'],
  'unused-local': ['warning', 'A local name of a definition that nothing reads.'],
  'unused-parameter': ['warning', 'A parameter that no decision needs.'],
  // What loads, and yet counts otherwise than it seems
  'nothing-tried': [
    'warning',
    'No case of a decision was looked at for conflicts and gaps: all are refused.',
  ],
  'hides-function': ['warning', 'A function with the name of one that the language has.'],
  'money-rounding': [
    'warning',
    'Money that was computed with quotients is rounded, and may be a minor unit off.',
  ],
  'money-currencies': ['warning', 'Amounts are added up that nothing holds to be in one currency.'],
  'union-of-amounts': [
    'warning',
    'Lists of amounts are joined as a union, in which equal amounts become one.',
  ],
  'chained-months': ['warning', 'Months are added to an instant to which months were added.'],
  'not-equal-absent': ['warning', '`notEqual` of what may be absent, of which it is false.'],
  'unclear-words': ['warning', 'A definition that cannot be told in words that are short, and its own.'],
  'reading-otherwise': ['error', 'What a reading rejected, as data, is no part of an edition.'],
  'reading-idle': ['warning', 'What a reading rejected changes the decision of no case of the scenarios.'],
  'letter-words': ['warning', 'Words that a letter to a customer needs are missing in letters.yaml.'],
  'letter-name': ['error', 'letters.yaml has words for something that the edition does not have.'],
  'unused-reading': ['warning', 'A reading on which nothing depends.'],
} as const satisfies Readonly<Record<string, readonly [Severity, string]>>;

/** The code of a diagnostic; the set is closed. */
export type DiagnosticCode = keyof typeof diagnosticCodes;

/** Whether a text is the code of a diagnostic. */
export const isDiagnosticCode = (text: string): text is DiagnosticCode =>
  Object.hasOwn(diagnosticCodes, text);
