/**
 * Refinement phase of Leiden (Traag, Waltman, van Eck 2019, algorithm A.2, lines 33-58): every community is taken apart
 * into single nodes, which join again only inside it, only along ties, and only where both sides are well connected to
 * the rest of it: the weight of the tie to the rest is at least γ K_part (K_whole - K_part) / 2m. A node joins a part with
 * probability proportional to exp(gain / TEMPERATURE) among the parts that do not lose modularity.
 * Every part is therefore connected.
 */
import { type Random, shuffle } from '../random.ts';
import type { CoarseGraph } from './coarse.ts';

/** θ of the paper, in units of edge weight; 0.01 is its recommended value. */
const TEMPERATURE = 0.01;

/** Returns the part of each node [n], labels 0 … n - 1; every part lies inside one community. */
export function refine(graph: CoarseGraph, community: Int32Array, resolution: number, rng: Random): Int32Array {
  const { n, offsets, targets, weights, strength, total } = graph;
  const part = Int32Array.from({ length: n }, (_, i) => i);
  const whole = new Float64Array(n); // Σ strength per community
  for (let i = 0; i < n; i++) whole[community[i]] += strength[i];
  const sums = strength.slice(); // Σ strength per part
  const outward = new Float64Array(n); // weight from a part to the rest of its community
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++)
      if (community[targets[k]] === community[i]) outward[i] += weights[k];
  }
  const wellConnected = (p: number, c: number): boolean =>
    outward[p] >= (resolution * sums[p] * (whole[c] - sums[p])) / total;

  const single = new Uint8Array(n).fill(1);
  const link = new Float64Array(n);
  const touched = new Int32Array(n);
  const order = shuffle(
    Int32Array.from({ length: n }, (_, i) => i),
    rng,
  );
  for (const i of order) {
    const own = community[i];
    if (single[i] === 0 || !wellConnected(i, own)) continue;
    let count = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (community[targets[k]] !== own) continue;
      const p = part[targets[k]];
      if (link[p] === 0) touched[count++] = p;
      link[p] += weights[k];
    }
    const candidates: { part: number; gain: number }[] = [{ part: i, gain: 0 }];
    for (let t = 0; t < count; t++) {
      const p = touched[t];
      const gain = link[p] - (resolution * strength[i] * sums[p]) / total;
      if (gain >= 0 && wellConnected(p, own)) candidates.push({ part: p, gain });
    }
    const to = draw(candidates, rng);
    if (to !== i) {
      outward[to] += outward[i] - 2 * link[to];
      sums[to] += strength[i];
      single[to] = 0;
      single[i] = 0;
      part[i] = to;
    }
    for (let t = 0; t < count; t++) link[touched[t]] = 0;
  }
  return part;
}

function draw(candidates: readonly { part: number; gain: number }[], rng: Random): number {
  if (candidates.length === 1) return candidates[0].part;
  const largest = candidates.reduce((found, { gain }) => Math.max(found, gain), 0);
  const chances = candidates.map(({ gain }) => Math.exp((gain - largest) / TEMPERATURE));
  let left = rng.uniform() * chances.reduce((sum, x) => sum + x, 0);
  for (let k = 0; k < candidates.length - 1; k++) {
    left -= chances[k];
    if (left < 0) return candidates[k].part;
  }
  return candidates[candidates.length - 1].part;
}
