/**
 * Groups of features that are hardly distinguishable over the prompts: the connected pieces of pairs with |r| over
 * COLLINEAR, each explained in one sentence from what would make them so. In order of precedence:
 *
 *   constant codes   every code hardly moves (cv under STEADY) and all peak at one position: what varies is the gradient
 *                    there, which they share (features of the first tokens of a template are of this kind)
 *   one direction    every linked pair has decoder rows with |cosine| over PARALLEL: one thing in several pieces
 *   one position     all peak at one position, and their codes move together there
 *   none of these
 */

import { components } from '../../../../src/methods/graph/components.ts';
import { graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import { directionCosine } from '../../../../src/methods/stats/basis.ts';
import type { ActivationProfile } from './activation-profile.ts';

const COLLINEAR = 0.99;
const STEADY = 0.05;
const PARALLEL = 0.9;

export interface CollinearGroup {
  readonly featureIds: readonly number[];
  /** Smallest |r| of a linked pair. */
  readonly leastR: number;
  /** Position where all have their largest summed |attribution|, or null where they differ. */
  readonly position: number | null;
  /** Largest coefficient of variation of a code. */
  readonly largestCv: number;
  /** Smallest |cosine| of the decoder rows of a linked pair. */
  readonly leastCosine: number;
  readonly sentence: string;
}

/** `featureIds` [N] names the nodes of `pairs`; every feature has a profile and a decoder row. Largest groups first. */
export function collinearGroups(
  featureIds: Int32Array,
  pairs: NodePairs,
  profiles: ReadonlyMap<number, ActivationProfile>,
  decoder: ReadonlyMap<number, Float32Array>,
): CollinearGroup[] {
  const linked = Array.from(pairs.r.keys()).filter((k) => Math.abs(pairs.r[k]) > COLLINEAR);
  const ends = (side: Int32Array): Int32Array => Int32Array.from(linked, (k) => side[k]);
  const { cluster, sizes } = components(graphFromEdges(featureIds.length, ends(pairs.a), ends(pairs.b)));
  const groups: CollinearGroup[] = [];
  for (let c = 1; c <= sizes.length && sizes[c - 1] > 1; c++) {
    const members = Array.from(featureIds).filter((_, node) => cluster[node] === c);
    const inside = linked.filter((k) => cluster[pairs.a[k]] === c);
    const of = members.map((id) => required(profiles.get(id), id));
    const facts = {
      featureIds: members,
      leastR: Math.min(...inside.map((k) => Math.abs(pairs.r[k]))),
      position: of.every((profile) => profile.peakPosition === of[0].peakPosition) ? of[0].peakPosition : null,
      largestCv: Math.max(...of.map((profile) => profile.cv)),
      leastCosine: Math.min(
        ...inside.map((k) => {
          const [a, b] = [featureIds[pairs.a[k]], featureIds[pairs.b[k]]];
          return Math.abs(directionCosine(required(decoder.get(a), a), required(decoder.get(b), b)));
        }),
      ),
    };
    groups.push({ ...facts, sentence: explain(facts) });
  }
  return groups;
}

function explain({ featureIds, leastR, position, largestCv, leastCosine }: Omit<CollinearGroup, 'sentence'>): string {
  const opening = `${featureIds.length} features vary as one over the prompts (|r| at least ${leastR.toFixed(3)} between linked pairs)`;
  const codes = `coefficient of variation at most ${largestCv.toFixed(3)}`;
  const rows = `|cosine| of decoder rows at least ${leastCosine.toFixed(3)}`;
  if (position !== null && largestCv < STEADY) {
    return `${opening} because their codes hardly move (${codes}) and act at position ${position} alone: what varies is the gradient they share there.`;
  }
  if (leastCosine > PARALLEL)
    return `${opening} because they write nearly the same direction (${rows}): one thing in several pieces.`;
  if (position !== null)
    return `${opening} because they act at the same position ${position}, where their codes move together (${codes}; ${rows}).`;
  return `${opening}, though they act at different positions, with codes that move (${codes}) and decoder rows that differ (${rows}).`;
}

function required<T>(value: T | undefined, feature: number): T {
  if (value === undefined)
    throw new Error(`collinearGroups: feature ${feature} has no profile or no decoder row, expected both`);
  return value;
}
