const storageName = 'clausebook-key';
const listeners = new Set<() => void>();

/** The key that the reader gave in this tab; `null` where none was needed yet. It is gone when the tab is closed. */
export const readAccessKey = (): string | null => sessionStorage.getItem(storageName);

/** Keeps the reader's key for this tab, or forgets it. */
export const keepAccessKey = (key: string | null): void => {
  if (key === null || key === '') sessionStorage.removeItem(storageName);
  else sessionStorage.setItem(storageName, key);
  for (const tell of listeners) tell();
};

/** Tells of each change of the key; gives what ends that. */
export const onAccessKeyChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
