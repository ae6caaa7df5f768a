import type { Entry } from '../record/record.js';
import type { DecisionLog } from './decision-log.js';

/** What wants to know of what happens in a log. None of them may throw. */
export interface Hook {
  /** Entries are durable; `ms`: how long after they were handed over. */
  readonly recorded?: (entries: readonly Entry[], ms: number) => void;
  /** Entries were not recorded. */
  readonly refused?: (entries: readonly Entry[], cause: unknown) => void;
  /** Awaited before a removal begins. */
  readonly beforeRemoval?: () => Promise<void>;
  /** Awaited before the log closes, while it still takes records and checkpoints. */
  readonly beforeClose?: () => Promise<void>;
}

/** The log, which tells hooks: those that are given as it opens, and those that are hung there later. Each store does this once. */
export const hooked = (log: Omit<DecisionLog, 'hang'>, given: readonly Hook[] = []): DecisionLog => {
  const hooks = [...given];
  const tell = <Result>(entries: readonly Entry[], recording: Promise<Result>): Promise<Result> => {
    if (hooks.length === 0) return recording;
    const startedAt = performance.now();
    recording.then(
      () => {
        const ms = performance.now() - startedAt;
        for (const hook of hooks) hook.recorded?.(entries, ms);
      },
      (cause: unknown) => {
        for (const hook of hooks) hook.refused?.(entries, cause);
      },
    );
    return recording;
  };
  const beforeRemoval = async (): Promise<void> => {
    for (const hook of hooks) await hook.beforeRemoval?.();
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const hook of hooks) await hook.beforeClose?.();
    await log.close();
  };
  return {
    ...log,
    hang: (hook) => {
      hooks.push(hook);
    },
    append: (entry) => tell([entry], log.append(entry)),
    appendTogether: (entries) => tell(entries, log.appendTogether(entries)),
    erase: async (request) => {
      await beforeRemoval();
      return log.erase(request);
    },
    drop: async (request) => {
      await beforeRemoval();
      return log.drop(request);
    },
    close: () => (closing ??= close()),
  };
};
