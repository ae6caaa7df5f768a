/** Something that takes long to load, and is loaded once: when a service listens already, or when it is first asked for. */
export interface Late<Thing> {
  /** `undefined` as long as it is not there. */
  readonly now: Thing | undefined;
  /** Rejects where it can't be loaded. */
  readonly load: () => Promise<Thing>;
}

/** Makes what is loaded once. */
export const makeLate = <Thing>(load: () => Promise<Thing>): Late<Thing> => {
  let now: Thing | undefined;
  let loading: Promise<Thing> | undefined;
  return {
    get now() {
      return now;
    },
    load: () => (loading ??= load().then((thing) => (now = thing))),
  };
};
