/**
 * Places of nodes whose order in their cell is decided: each as near as can be to the mean place of what it is joined to.
 * In one cell this is: minimise Σ (x_i − wanted_i)² where neighbours keep their distance, which after subtracting the least
 * offsets is isotonic regression, solved exactly by pooling adjacent violators (Barlow et al. 1972). Rows are passed up and
 * down in turn, because each depends on the others.
 */
export interface Cell {
  /** Node indices from left to right. */
  readonly nodes: readonly number[];
  readonly row: number;
  readonly left: number;
  readonly right: number;
}

const N_PASSES = 16;

/** Changes x [N] in place; `joined` [N] are the nodes that each is joined to. */
export function straighten(
  cells: readonly Cell[],
  width: ArrayLike<number>,
  gap: number,
  joined: readonly (readonly number[])[],
  x: Float64Array,
): void {
  const upwards = [...cells].sort((a, b) => a.row - b.row || a.left - b.left);
  for (let pass = 0; pass < N_PASSES; pass++) {
    for (const cell of pass % 2 === 0 ? upwards.toReversed() : upwards) {
      const wanted = cell.nodes.map((node) =>
        joined[node].length === 0
          ? x[node]
          : joined[node].reduce((sum, other) => sum + x[other], 0) / joined[node].length,
      );
      const placed = placeInLine(
        wanted,
        cell.nodes.map((node) => width[node]),
        gap,
        cell.left,
        cell.right,
      );
      cell.nodes.forEach((node, index) => {
        x[node] = placed[index];
      });
    }
  }
}

/** The places nearest to those wanted at which boxes of these widths stand in this order, `gap` apart, between the two ends. */
export function placeInLine(
  wanted: readonly number[],
  width: readonly number[],
  gap: number,
  left: number,
  right: number,
): number[] {
  const offset: number[] = [];
  wanted.forEach((_, index) => {
    offset.push(index === 0 ? 0 : offset[index - 1] + (width[index - 1] + width[index]) / 2 + gap);
  });
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((place, index) => {
    let block = { sum: place - offset[index], count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const least = left + width[0] / 2;
  const most = right - width[width.length - 1] / 2 - offset[offset.length - 1];
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((place, index) => Math.max(least, Math.min(most, place)) + offset[index]);
}
