import type { Checkpoint, RegistryHead } from '../../audit/chain/checkpoint.js';
import { lastVouched } from '../../audit/chain/vouched.js';
import { refuseOtherKey } from '../../audit/chain/other-signing-key.js';
import { makeCheckpointing } from '../../audit/chain/checkpointing.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import { readVerifyingKeys, type SigningKey } from '../../audit/chain/signing-key.js';
import type { ServiceParts } from './service-parts.js';
import type { StartOptions } from './start-options.js';

/** The registry, where there is a key that its entries are signed by. The log is closed again where it can't be opened. */
export const openRegistryOf = async (
  { registry }: StartOptions,
  signing: ServiceParts['signing'],
  log: DecisionLog,
): Promise<RegistryStore | null> => {
  if (registry === undefined || signing === undefined) return null;
  try {
    return await registry.open();
  } catch (error) {
    await log.close();
    throw error;
  }
};

/** The log, what signs it, and the last checkpoint. What was opened is closed again where there is no key, or less than was signed. */
export const openSigned = async (
  { openLog, signing, clock }: StartOptions,
  registry: () => RegistryHead | undefined,
  made: () => void,
): Promise<
  Pick<ServiceParts, 'log' | 'signing'> & {
    readonly vouched: Checkpoint | undefined;
    /** Signs what is entered in the registry. */
    readonly key?: SigningKey;
    /** Makes what checkpoints of earlier versions lack. */
    readonly catchUp?: () => Promise<void>;
  }
> => {
  const opened = await openLog();
  if (signing === undefined) return { log: opened, signing: undefined, vouched: undefined };
  const { openKey, acceptLoss = false, acceptKey = false } = signing;
  try {
    const key = await openKey();
    const kept = await opened.checkpoints();
    const isOwn = ({ key: signedBy }: Checkpoint): boolean => signedBy === key.published.key;
    const last = kept.at(-1);
    if (!acceptKey) refuseOtherKey(kept, key.published.key);
    const vouched = acceptLoss ? undefined : await lastVouched(opened, readVerifyingKeys(key.published.pem));
    if (last !== undefined && !isOwn(last)) signing.reportOtherKey?.(last.key, key.published.key);
    const { hook, make, catchUp, due } = makeCheckpointing({
      ...signing,
      log: opened,
      key,
      registry,
      made,
      now: clock,
    });
    opened.hang(hook);
    // Its own checkpoint, by which the next start knows the key.
    if (last !== undefined && !kept.some(isOwn)) await make().catch(signing.reportFailure);
    return { log: opened, signing: { published: key.published, make, due }, vouched, catchUp, key };
  } catch (error) {
    await opened.close();
    throw error;
  }
};
