/**
 * Prompts of about equal length together: the sequences of a run stand side by side in attention, as long as its longest. One class
 * for all would pad the short ones; one a length would share no prefix between lengths.
 */

/** The longest of a class is at most this many times its shortest. */
const SPREAD = 1.25;

/** @returns indices of each class, in the order given; classes by length */
export function lengthClasses(lengths: readonly number[]): number[][] {
  const classes: { readonly shortest: number; readonly of: Set<number> }[] = [];
  for (const length of [...new Set(lengths)].sort((a, b) => a - b)) {
    const last = classes.at(-1);
    if (last !== undefined && length <= last.shortest * SPREAD) last.of.add(length);
    else classes.push({ shortest: length, of: new Set([length]) });
  }
  return classes.map(({ of }) => lengths.flatMap((length, i) => (of.has(length) ? [i] : [])));
}
