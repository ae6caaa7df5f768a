import type { Entry } from '../record/record.js';
import type { DecisionLog } from './decision-log.js';
import type { Hook } from './hook.js';

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
