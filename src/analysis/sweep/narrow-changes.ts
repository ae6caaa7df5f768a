/**
 * Narrows every change along time down to a millisecond, by halving. Says whether it got through before too many instants were looked at.
 * @param known what was looked at before, by instant; what is looked at goes in there too
 * @param sayAt what holds at an instant, looked at once
 * @param key two instants are told apart where their keys are
 */
export const narrowChanges = async <Seen>(
  known: ReadonlyMap<number, Seen>,
  sayAt: (at: number) => Promise<Seen>,
  key: (seen: Seen) => string,
  most: number,
): Promise<boolean> => {
  const instants = [...known.keys()].sort((a, b) => a - b);
  const pairs = instants.slice(1).map((to, place): readonly [number, number] => [instants[place] ?? to, to]);
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [from, to] = pair;
    if (to - from <= 1 || key(await sayAt(from)) === key(await sayAt(to))) continue;
    if (known.size >= most) return false;
    const middle = Math.floor((from + to) / 2);
    await sayAt(middle);
    pairs.push([from, middle], [middle, to]);
  }
  return true;
};
