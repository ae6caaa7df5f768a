import type { ReactElement } from 'react';
import { useChainPosition } from '../../api/log.js';
import { formatCount } from '../../parts/values/formats.js';
import { NotYet } from '../../parts/not-yet.js';
import { ReceiptPart } from './receipt-part.js';
import type { ChainPosition } from '../../../wire/book/log.js';

/** Where a record stands in the chain, and whether what is around it holds; and its receipt. */
export const ChainCard = ({ id }: { readonly id: string }): ReactElement => {
  const position = useChainPosition(id);
  if (!position.isSuccess) return <NotYet of={position} what="its place in the chain" />;
  return <Told id={id} position={position.data} />;
};

const Told = ({ id, position }: { readonly id: string; readonly position: ChainPosition }): ReactElement => {
  if (position.code === 'broken')
    return (
      <div className="chain chain-broken" role="alert">
        <p className="chain-title">The chain does not hold here.</p>
        <p>
          {position.at}: {position.problem}. <code>npx clausebook verify</code> tells more.
        </p>
      </div>
    );
  const { before, after, sequence, records, chain } = position;
  const isBroken = before === 'differs' || after === 'differs';
  return (
    <div className={`chain${isBroken ? ' chain-broken' : ''}`}>
      <p className="chain-title">
        {isBroken ? (
          <span className="badge badge-bad">not verified</span>
        ) : (
          <span className="badge badge-good">verified</span>
        )}{' '}
        Record {formatCount(sequence)} of {formatCount(records)}
        {chain === null ? '' : ` in chain ${chain}`}
      </p>
      <ol className="links" aria-label="Its place in the chain">
        {sequence === 1 ? null : (
          <li className={`link link-${before}`}>
            <span className="link-name">Record {formatCount(sequence - 1)}</span>
            <span className="hint">{wordsBefore[before]}</span>
          </li>
        )}
        <li className="link link-own">
          <span className="link-name">This record</span>
          <code className="link-hash">{position.hash}</code>
          <span className="hint">Its hash is that of its content: it is as it was written.</span>
        </li>
        <li className={`link link-${after}`}>
          <span className="link-name">
            {after === 'last' ? 'The end of the chain' : `Record ${formatCount(sequence + 1)}`}
          </span>
          <span className="hint">{wordsAfter[after]}</span>
        </li>
      </ol>
      <p className="hint">
        That the whole chain holds, <code>npx clausebook verify</code> tells.
      </p>
      {isBroken ? null : <ReceiptPart id={id} position={position} />}
    </div>
  );
};

const wordsBefore = {
  first: 'This is the first record.',
  holds: 'This record names its hash: it follows on it.',
  differs: 'Its hash is not the one that this record names.',
  'not-told': 'Not looked at: it stands elsewhere in the store.',
} as const;

const wordsAfter = {
  last: 'Nothing was recorded after it yet.',
  holds: 'Names the hash of this record: it follows on it.',
  differs: 'Names another hash than that of this record.',
  'not-told': 'Not looked at: it stands elsewhere in the store.',
} as const;
