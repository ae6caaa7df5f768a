/**
 * Where two decisions of the edition do not agree yet, and the walk does not hold them to it. Once the rules agree, say `false`
 * here: the walk then fails where they stop to.
 */
export const openPoints = {
  /**
   * Expiry takes every Package Period but the last of the term to be followed by another, also where that one is not paid for or
   * was refunded: Credits then roll over into a Package Period that never starts.
   */
  rollOverIntoPeriodThatNeverStarts: true,
  /**
   * After a refund of future Package Periods, a cancellation counts to the end of what is left and says that nothing is left to
   * cancel; the renewal counts to the end of what was once paid for, and renews.
   */
  renewalAfterRefund: true,
};
