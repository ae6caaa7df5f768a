/** The value of a key, made where there is none. */
export const within = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

/** Adds to a count. */
export const add = <Key>(map: Map<Key, number>, key: Key, count: number): void => {
  map.set(key, (map.get(key) ?? 0) + count);
};
