/**
 * Refinement phase of Leiden (Traag, Waltman, van Eck 2019, algorithm A.2, lines 33-58): every community is taken apart
 * into single nodes, which join again only inside it, only along ties, and only where both sides are well connected to
 * the rest of it: the weight of the tie to the rest is at least γ K_part (K_whole - K_part) / 2m. A node joins a part with
 * probability proportional to exp(gain / TEMPERATURE) among the parts that do not lose modularity.
 * Every part is therefore connected.
 */
import type { Random } from '../../../random.ts';
import type { CoarseGraph } from './coarse.ts';
import { nodesInOrder, nodesShuffled } from './labels.ts';

/** θ of the paper, in units of edge weight; 0.01 is its recommended value. */
const TEMPERATURE = 0.01;
/** exp of anything below is 0 in double precision. */
const UNDERFLOW = -746;

/** Returns the part of each node [n], labels 0 … n - 1; every part lies inside one community. */
export function refine(graph: CoarseGraph, community: Int32Array, resolution: number, rng: Random): Int32Array {
  const { n, offsets, targets, weights, strength, total } = graph;
  const part = nodesInOrder(n);
  const whole = new Float64Array(n); // Σ strength per community
  for (let i = 0; i < n; i++) whole[community[i]] += strength[i];
  const sums = strength.slice(); // Σ strength per part
  const outward = new Float64Array(n); // weight from a part to the rest of its community
  const connected = new Uint8Array(n); // whether a part is well connected to the rest of its community
  const look = (p: number, c: number): void => {
    connected[p] = Number(outward[p] >= (resolution * sums[p] * (whole[c] - sums[p])) / total);
  };
  for (let i = 0; i < n; i++) {
    const own = community[i];
    let rest = 0;
    // Not a branch, which would be mispredicted as often as not.
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++)
      rest += weights[k] * Number(community[targets[k]] === own);
    outward[i] = rest;
    look(i, own);
  }

  const single = new Uint8Array(n).fill(1);
  const link = new Float64Array(n); // weight from the node at hand to each part it touches
  const touched = new Int32Array(n + 1);
  // The choices of the node at hand: part, weight of the tie to it, gain.
  const parts = new Int32Array(n + 1);
  const ties = new Float64Array(n + 1);
  const gains = new Float64Array(n + 1);
  const order = nodesShuffled(n, rng);
  for (const i of order) {
    if (single[i] === 0 || connected[i] === 0) continue;
    const own = community[i];
    let count = 0;
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
      const w = targets[k];
      if (community[w] !== own) continue;
      const p = part[w];
      touched[count] = p; // counted only when new, as in local-moving.ts
      count += Number(link[p] === 0);
      link[p] += weights[k];
    }
    parts[0] = i; // staying alone gains nothing
    gains[0] = 0;
    let choices = 1;
    let largest = 0;
    for (let t = 0; t < count; t++) {
      const p = touched[t];
      const tie = link[p];
      link[p] = 0;
      const gain = tie - (resolution * strength[i] * sums[p]) / total;
      if (gain >= 0 && connected[p] === 1) {
        parts[choices] = p;
        ties[choices] = tie;
        gains[choices++] = gain;
        if (gain > largest) largest = gain;
      }
    }
    const drawn = choices === 1 ? 0 : draw(gains, choices, largest, rng);
    if (drawn === 0) continue;
    const to = parts[drawn];
    outward[to] += outward[i] - 2 * ties[drawn];
    sums[to] += strength[i];
    single[to] = 0;
    single[i] = 0;
    part[i] = to;
    look(to, own);
  }
  return part;
}

/** Index of one of the first `count` gains, `largest` among them, drawn with probability proportional to exp(gain / TEMPERATURE). Overwrites them. */
function draw(gains: Float64Array, count: number, largest: number, rng: Random): number {
  let sum = 0;
  for (let t = 0; t < count; t++) {
    const power = (gains[t] - largest) / TEMPERATURE;
    gains[t] = power < UNDERFLOW ? 0 : Math.exp(power);
    sum += gains[t];
  }
  let left = rng.uniform() * sum;
  for (let t = 0; t < count - 1; t++) {
    left -= gains[t];
    if (left < 0) return t;
  }
  return count - 1;
}
