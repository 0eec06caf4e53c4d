/** Each name as a number, in order of first appearance. */
export function groupNumbers(names: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(names)].map((name, i) => [name, i]));
  return Int32Array.from(names, (name) => numbers.get(name) ?? 0);
}
