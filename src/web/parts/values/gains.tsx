import type { ReactElement } from 'react';
import { tellAmount, tellGain } from '../../../language/money/tell-amount.js';
import { countOf } from './formats.js';
import type { ImpactAmounts } from '../../../wire/book/impact.js';

/** What customers would gain and lose in one unit, in words. */
export const Gains = ({ amounts }: { readonly amounts: ImpactAmounts }): ReactElement => {
  const { gained, lost, net, gainers, losers } = amounts;
  return (
    <p className="gains">
      For the customers:{' '}
      {gainers === 0 ? null : (
        <>
          <b>{tellAmount(BigInt(gained), amounts)} more</b> in {countOf(gainers, 'decision')}
        </>
      )}
      {gainers === 0 || losers === 0 ? null : ' and '}
      {losers === 0 ? null : (
        <>
          <b>{tellAmount(BigInt(lost), amounts)} less</b> in {countOf(losers, 'decision')}
        </>
      )}
      {gainers === 0 || losers === 0 ? null : `, ${tellGain(BigInt(net), amounts)} in all`}.
    </p>
  );
};
