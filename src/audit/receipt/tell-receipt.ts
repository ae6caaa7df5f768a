import { counted } from '../../language/numbers/counted.js';
import type { HeldTimeStamp } from '../witness/held-time-stamp.js';
import type { ReceiptProblem, ReceiptVerification } from './verify-receipt.js';

type Genuine = Extract<ReceiptVerification, { readonly code: 'genuine' }>;

/** A genuine receipt in words: what it says, what that rests on, and what it does not show. */
export const tellReceipt = ({ receipt, record, missing }: Genuine, stamp?: HeldTimeStamp): string => {
  const { body, hash, open } = record;
  const { decision, inputs, asked } = body;
  const { checkpoint, proof, clauses } = receipt;
  const subject = open['/subject']?.value;
  const { document, revision, digest } = inputs.edition;
  return [
    'Genuine and unaltered.',
    '',
    `Decision ${body.id}: ${decision.decision}, ${decision.outcome}.`,
    `  decided at ${body.decidedAt} as of ${inputs.asOf}${typeof subject === 'string' ? `, about ${subject}` : ''}`,
    ...(asked === undefined
      ? []
      : [
          `  asked by ${asked.by ?? 'nobody who had to say'}, in the request ${asked.request ?? 'without an id'}`,
        ]),
    `  under ${document} ${revision}, by the rules ${decision.standing.join(', ') || '(none)'}`,
    ...clauses.map(({ id, words }) => `  ${id}: ${words}`),
    '',
    'It rests on:',
    `  the record ${hash}, which holds the facts, the rules that stand and the digest of the release;`,
    `  a path of ${proof.path.length === 1 ? '1 hash' : `${proof.path.length} hashes`} that puts it as record ${body.sequence}${body.chain === undefined ? '' : ` of the chain ${body.chain}`} under the root over ${counted(proof.size, 'record')};`,
    `  the checkpoint of ${checkpoint.at}, which has that root and is signed by the key ${checkpoint.key} that you trust;`,
    ...(stamp === undefined ? [] : [tellStamp(stamp)]),
    `  the release ${digest}, whose whole content is here: the clauses above are its words, and its rules can be read and run.`,
    '',
    'It does not show:',
    '  that the facts are true, or that the rules say what the words mean;',
    '  that the decision follows from the facts and the rules: `clausebook replay`, or evaluating them, shows that;',
    '  that the log has no other decision of the same case, or is still whole: `clausebook verify` does, on the log;',
    stamp?.isTrusted === true
      ? `  that the times before ${stamp.at} are right: they are those of the machine that wrote them. All of it was there then.`
      : '  that the times are right: they are those of the machine that wrote them.',
    ...(missing.length === 0
      ? []
      : [
          `  the values at ${missing.join(', ')}: the record has only their salted digests. They were erased, encrypted or never kept, or were taken out of this receipt.`,
        ]),
    '',
  ].join('\n');
};

const tellStamp = ({ at, by, isTrusted }: HeldTimeStamp): string =>
  `  a time stamp over that checkpoint of ${at} by ${by}${isTrusted ? ', whose authority you trust' : ': nothing here shows who that is, `--tsa` would'};`;

/** Why a receipt is refused, in one line. */
export const tellReceiptProblem = (problem: ReceiptProblem): string => {
  switch (problem.code) {
    case 'not-json':
      return 'not-json: this is not JSON, so it is no receipt.';
    case 'other-form':
      return `other-form: ${problem.pointer || 'the whole'}: ${problem.message}. It is no receipt of this form.`;
    case 'name-twice':
      return 'name-twice: a name stands twice in one record of it: two readers might read two receipts.';
    case 'no-record':
      return 'no-record: `record` holds no decision that a log has in this form.';
    case 'unknown-key':
      return `unknown-key: the checkpoint is signed with the key ${problem.key}, which is none of those given. Give the public key that you trust with \`--key\`; if this is not it, the receipt is forged.`;
    case 'bad-signature':
      return 'bad-signature: the signature of the checkpoint does not hold: it was altered or forged.';
    case 'not-covered':
      return 'not-covered: the checkpoint has no root for the chain of this record over so many records.';
    case 'other-place':
      return `other-place: the record says that it is number ${problem.sequence}, and the path is for number ${problem.index + 1}.`;
    case 'other-root':
      return `other-root: from this record the path leads to ${problem.found ?? 'nothing'}, and the checkpoint signs ${problem.expected}: the record or the path was altered.`;
    case 'other-value':
      return `other-value: the value at \`${problem.pointer}\` is not the one that the record commits to.`;
    case 'other-release':
      return `other-release: the record names the release ${problem.expected}, and the content here has the digest ${problem.found}.`;
    case 'no-contract':
      return 'no-contract: the release has no text of a contract.';
    case 'other-clauses':
      return `other-clauses: the record cites ${problem.cited.join(', ') || 'no clause'}, and the receipt has others.`;
    case 'other-words':
      return `other-words: the release has other words for the clause ${problem.clause} than the receipt.`;
  }
};
