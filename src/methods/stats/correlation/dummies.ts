/** A category per row as 0/1 columns, one per level in order of first appearance: [levels][rows]. */
export function dummies(levels: readonly string[]): Float64Array[] {
  const names = [...new Set(levels)];
  return names.map((name) => Float64Array.from(levels, (level) => (level === name ? 1 : 0)));
}
