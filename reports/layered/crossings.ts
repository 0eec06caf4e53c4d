/**
 * How many pairs of edges cross, drawn as straight lines from middle to middle. Edges that share an end meet there and do not
 * cross. All pairs are asked, [M] edges in O(M²), because edges may span several rows and then cross those of other rows.
 * Edges go up: y counts from the top, so it is larger at the source.
 */
export interface Line {
  readonly source: number;
  readonly target: number;
}

/** @param x,y places of nodes, [N] each */
export function crossings(lines: readonly Line[], x: ArrayLike<number>, y: ArrayLike<number>): number {
  let count = 0;
  for (let one = 0; one < lines.length; one++)
    for (let two = one + 1; two < lines.length; two++) if (doCross(lines[one], lines[two], x, y)) count++;
  return count;
}

export function doCross(one: Line, two: Line, x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  const { source: a, target: b } = one;
  const { source: c, target: d } = two;
  if (y[a] <= y[d] || y[c] <= y[b]) return false; // one ends before the other begins
  if (a === c || a === d || b === c || b === d) return false;
  return turn(x, y, a, b, c) * turn(x, y, a, b, d) < 0 && turn(x, y, c, d, a) * turn(x, y, c, d, b) < 0;
}

/** Which side of the line from a to b the point p is on: positive, negative, or 0 when it is on the line. */
function turn(x: ArrayLike<number>, y: ArrayLike<number>, a: number, b: number, p: number): number {
  return (x[b] - x[a]) * (y[p] - y[a]) - (y[b] - y[a]) * (x[p] - x[a]);
}
