/**
 * A pure function of a text that remembers what it made last: editions are loaded again and again that differ in a few expressions.
 * @param most so many texts are remembered; the one that was asked for first is forgotten for the next
 */
export const remembered = <Made>(most: number, make: (text: string) => Made): ((text: string) => Made) => {
  const known = new Map<string, Made>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(text, made);
    return made;
  };
};
