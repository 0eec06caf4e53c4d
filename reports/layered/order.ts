/**
 * The order of nodes within a cell (one row of one column), so that few edges cross. Rows and columns are given, which is
 * why this is short: 24 barycentre sweeps, up and down in turn (Sugiyama, Tagawa, Toda 1981, IEEE SMC 11: 109), then swaps of
 * neighbours while they lower the count, so that the result has never more crossings than the barycentre's order.
 */
import { crossings, doCross, type Line } from './crossings.ts';

/** Node indices of each cell, in order from left to right. */
export type Cells = readonly (readonly number[])[];

/** Where an order puts the nodes: x of each, [N]. y is given by the rows. */
type Placing = (cells: Cells) => Float64Array;

export interface Ordering {
  readonly lines: readonly Line[];
  /** [N] */
  readonly y: Float64Array;
  /** Row of each cell; the bottom row is 0. */
  readonly rowOf: readonly number[];
  readonly placing: Placing;
}

const N_SWEEPS = 24;
/** Counting asks every pair of edges: beyond this many the last sweep is taken as it is. */
export const N_EDGES_COUNTED = 800;
const MAX_ROUNDS = 12;

/** Cells sorted by the mean place of what their nodes are joined to; the best of the sweeps where crossings can be counted. */
export function barycentreOrder(start: Cells, given: Ordering): Cells {
  const { below, above } = neighbours(given);
  const counts = given.lines.length <= N_EDGES_COUNTED;
  const byRow = [...start.keys()].sort((a, b) => given.rowOf[a] - given.rowOf[b] || a - b);
  let cells = start.map((cell) => [...cell]);
  let best = { cells: start, count: counts ? count(start, given) : Number.POSITIVE_INFINITY };
  for (let sweep = 0; sweep < N_SWEEPS; sweep++) {
    const up = sweep % 2 === 0;
    const joined = up ? below : above;
    cells = cells.map((cell) => [...cell]);
    let x = given.placing(cells);
    let row = -1;
    for (const at of up ? byRow : byRow.toReversed()) {
      // Places of the row before have changed; those of the cells beside this one do not matter.
      if (given.rowOf[at] !== row) x = given.placing(cells);
      row = given.rowOf[at];
      const key = new Map(cells[at].map((node) => [node, mean(joined[node], x) ?? x[node]]));
      const before = new Map(cells[at].map((node, index) => [node, index]));
      cells[at].sort((a, b) => key.get(a)! - key.get(b)! || before.get(a)! - before.get(b)!);
    }
    const found = counts ? count(cells, given) : 0;
    if (!counts || found < best.count) best = { cells, count: found };
  }
  return best.cells;
}

/** Swaps neighbours within a cell for as long as that takes crossings away. Not for more than N_EDGES_COUNTED edges. */
export function fewerCrossings(start: Cells, given: Ordering): Cells {
  const cells = start.map((cell) => [...cell]);
  const touching: number[][] = Array.from(given.y, () => []);
  given.lines.forEach((line, index) => {
    touching[line.source].push(index);
    touching[line.target].push(index);
  });
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let changed = false;
    for (const cell of cells) {
      for (let at = 0; at + 1 < cell.length; at++) {
        const moved = [...new Set([...touching[cell[at]], ...touching[cell[at + 1]]])];
        const before = crossingsOf(moved, given, given.placing(cells));
        [cell[at], cell[at + 1]] = [cell[at + 1], cell[at]];
        const after = crossingsOf(moved, given, given.placing(cells));
        if (after < before) changed = true;
        else [cell[at], cell[at + 1]] = [cell[at + 1], cell[at]];
      }
    }
    if (!changed) break;
  }
  return cells;
}

function count(cells: Cells, given: Ordering): number {
  return crossings(given.lines, given.placing(cells), given.y);
}

/** Crossings in which one of these edges takes part. */
function crossingsOf(edges: readonly number[], { lines, y }: Ordering, x: Float64Array): number {
  const chosen = new Set(edges);
  let found = 0;
  for (const one of edges)
    for (let two = 0; two < lines.length; two++)
      if ((!chosen.has(two) || two > one) && doCross(lines[one], lines[two], x, y)) found++;
  return found;
}

function mean(nodes: readonly number[], x: Float64Array): number | null {
  return nodes.length === 0 ? null : nodes.reduce((sum, node) => sum + x[node], 0) / nodes.length;
}

function neighbours({ lines, y }: Ordering): { below: number[][]; above: number[][] } {
  const below: number[][] = Array.from(y, () => []);
  const above: number[][] = Array.from(y, () => []);
  for (const { source, target } of lines) {
    below[target].push(source);
    above[source].push(target);
  }
  return { below, above };
}
