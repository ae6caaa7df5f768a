/**
 * Sorts names so that each comes after those that it needs, otherwise in the given order; the names of each circle are apart,
 * as `[a, b]` where `a` needs `b` and `b` needs `a`.
 * @param needs the names that a name needs; unknown ones are ignored
 */
export const dependencyOrder = (
  names: readonly string[],
  needs: (name: string) => readonly string[],
): { readonly order: readonly string[]; readonly cycles: readonly (readonly string[])[] } => {
  const known = new Set(names);
  const done = new Set<string>();
  const inCycle = new Set<string>();
  const order: string[] = [];
  const cycles: string[][] = [];
  const visit = (name: string, trail: readonly string[]): void => {
    const start = trail.indexOf(name);
    if (start !== -1) {
      const cycle = trail.slice(start);
      if (!cycle.every((member) => inCycle.has(member))) cycles.push([...cycle]);
      for (const member of cycle) inCycle.add(member);
      return;
    }
    if (done.has(name)) return;
    for (const needed of needs(name)) if (known.has(needed)) visit(needed, [...trail, name]);
    if (done.has(name)) return;
    done.add(name);
    order.push(name);
  };
  for (const name of names) visit(name, []);
  return { order: order.filter((name) => !inCycle.has(name)), cycles };
};
