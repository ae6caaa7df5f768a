/** Looks again and again, one look after the other, until it is stopped. */
export interface RegistryWatch {
  /** Resolves when no look is under way any more. */
  readonly stop: () => Promise<void>;
}

/** How often a service looks at the registry, in milliseconds. */
export const usualLookMs = 500;

/** Looks at the registry as long as the service runs. A look never rejects: what is wrong is reported by it. */
export const watchRegistry = (look: () => Promise<void>, everyMs: number): RegistryWatch => {
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = look();
  }, everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return looking;
    },
  };
};
