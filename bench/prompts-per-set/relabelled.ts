/**
 * How often p of permuted labels is at most 0.05 where labels mean nothing: the clusters of the pool's features are dealt anew to them, the
 * pool's pairs are called within and between by the new labels, some of each are drawn and put on some of the prompts, and the
 * comparison's p is taken. Share of rounds; 0.05 or less where the test keeps its level.
 */

import { contrastOf } from '../../pipeline/cooccurrence/kernels/summary/arm-contrast.ts';
import { blockMeans } from '../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import { OUTCOMES, type SetRow } from '../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { permutedSets, setDraws } from '../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { promptDraws } from '../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { permutationP } from '../../src/methods/stats/resampling.ts';
import { random, shuffle } from '../../src/random.ts';
import { type Steered, thinned } from './thinned.ts';

const LEVEL = 0.05;
/** Pairs within and pairs between that are drawn in a round, at most. */
const PAIRS = 40;

interface Relabelling {
  readonly rounds: number;
  readonly permutations: number;
}

/** @param clusters of every feature of the pool */
export function falsePositives(
  steered: Steered,
  clusters: ReadonlyMap<number, number>,
  perSet: number,
  { rounds, permutations }: Relabelling,
): number {
  const { block } = steered;
  const pool = block.sets.flatMap((set, s) => (set.arm === 'pool' ? [s] : []));
  const features = [...new Set(pool.flatMap((s) => block.sets[s].feature_ids))];
  const labels = features.map((id) => clusterOf(clusters, id));
  const draws = promptDraws(block.promptIds.length, [], 2, 1);
  let hits = 0;
  for (let round = 0; round < rounds; round++) {
    const rng = random(round, 'relabelled');
    const dealt = shuffle([...labels], rng);
    const label = new Map(features.map((id, i) => [id, dealt[i]]));
    const isWithin = (s: number): boolean => new Set(block.sets[s].feature_ids.map((id) => label.get(id))).size === 1;
    const chosen = [true, false].flatMap((within) =>
      shuffle(
        pool.filter((s) => isWithin(s) === within),
        rng,
      )
        .slice(0, PAIRS)
        .map((s, replicate) => ({ s, replicate, arm: within ? 'within' : 'between' })),
    );
    const own = thinned(pairsOf(steered, chosen), perSet, round);
    const tools = { drawn: setDraws(1), permuted: permutedSets(label, null, permutations, round) };
    const found = contrastOf(own, blockMeans(own, 'logit_diff', draws), { size: 2, other: 'between' }, tools);
    if (found === null) throw new Error('falsePositives: the pool has no pairs of one label, or none of two');
    if (permutationP(found.estimate, found.permuted).twoSided <= LEVEL) hits++;
  }
  return hits / rounds;
}

interface Chosen {
  /** Of the block. */
  readonly s: number;
  readonly arm: string;
  readonly replicate: number;
}

/** These sets of the block alone, under these names. */
function pairsOf({ block, strata }: Steered, chosen: readonly Chosen[]): Steered {
  const width = block.promptIds.length;
  const damage = OUTCOMES.map((name) => {
    const rows = chosen.map(({ s }) => block.damage[name].subarray(s * width, (s + 1) * width));
    return [name, Float64Array.from(rows.flatMap((row) => [...row]))];
  });
  return {
    block: {
      ...block,
      sets: chosen.map(({ s, arm }): SetRow => ({ ...block.sets[s], arm })),
      partial: chosen.map(() => false),
      damage: Object.fromEntries(damage),
    },
    replicates: chosen.map(({ replicate }) => replicate),
    strata,
  };
}

function clusterOf(clusters: ReadonlyMap<number, number>, id: number): number {
  const cluster = clusters.get(id);
  if (cluster === undefined) throw new Error(`falsePositives: feature ${id} of the pool is in no kept cluster`);
  return cluster;
}
