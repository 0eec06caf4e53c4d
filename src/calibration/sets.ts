/** H2 in a synthetic world: pairs of features steered at equal norm, within clusters against between them, as stages `summarise` and `verdict` compare them. */
import { contrastOf } from '../steering/summary/arm-contrast.ts';
import { type ContrastRow, contrastRows } from '../steering/summary/contrast-rows.ts';
import { permutedSets } from '../steering/summary/permuted-sets.ts';
import { setDraws } from '../steering/summary/set-draws.ts';
import { promptDraws, setMeans } from '../steering/summary/set-means.ts';
import { heldOutSets } from '../verdict/held-out-sets.ts';
import type { Findings, SteeredSets } from '../verdict/hypotheses.ts';
import { type Pairs, steered } from './damage.ts';
import type { World } from './world.ts';

export interface SetOptions {
  readonly seed: number;
  readonly sesoi: number;
  readonly halves: readonly ArrayLike<number>[];
  /** Features of the kept clusters, and the cluster of each. */
  readonly features: readonly number[];
  readonly labels: readonly number[];
  /** [F] cluster of every feature that the first half finds alone, 0 for none. */
  readonly firstHalf: Int32Array;
  /** [P] */
  readonly strata: readonly string[];
}

/** ‖Σ d‖ of every pair. */
const NORM = Math.SQRT2;
/** Bootstrap draws and permutations of labels, as stage `summarise` makes them. */
const [DRAWS, PERMUTATIONS] = [1000, 1999];

type Sets = Pick<Findings, 'sets' | 'setsReason' | 'heldOutSets'>;

/** @param pairs by place among the features */
export function setFindings(world: World, pairs: Pairs, options: SetOptions, replicates: number): Sets {
  const { seed, sesoi, features, labels } = options;
  const damage = pairs.map(([a, b]) => steered(world, [features[a], features[b]], NORM));
  const sets = pairs.map(([a, b], id) => {
    const within = labels[a] === labels[b];
    const ids = [features[a], features[b]];
    return { set_id: id, arm: within ? 'within' : 'between', cluster: within ? labels[a] : null, size: 2, feature_ids: ids }; // biome-ignore format: one line
  });
  const prompts = options.strata.length;
  const means = setMeans(Float64Array.from(damage.flatMap((row) => [...row])), promptDraws(prompts, options.halves, DRAWS, seed)); // biome-ignore format: one line
  const clusters = new Map(features.map((feature, i) => [feature, labels[i]]));
  const tools = { drawn: setDraws(seed), permuted: permutedSets(clusters, PERMUTATIONS, seed) };
  const contrast = contrastOf({ factor: 1, sets }, means, { size: 2, other: 'between' }, tools);
  const name = { mode: 'seed', scaling: 'norm-matched', outcome: 'logit_diff', other: 'between' };
  const pooled = contrast === null ? undefined : contrastRows(name, [contrast], sesoi).find(({ size }) => size === 0);
  const setsReason = 'Two kept clusters with pairs within and between them are needed, and damage that varies.';
  return {
    sets: pooled === undefined ? null : stored(pooled),
    setsReason,
    heldOutSets: heldOut(pairs, damage, options, replicates),
  };
}

/** As the table gives it back: a number that does not exist is null. */
function stored({ estimate, low, high, p_greater }: ContrastRow): SteeredSets {
  const value = (x: string | number | boolean): number | null => (Number.isNaN(x) ? null : Number(x));
  return { estimate: Number(estimate), low: value(low), high: value(high), p_greater: value(p_greater) };
}

function heldOut(pairs: Pairs, damage: readonly Float64Array[], options: SetOptions, replicates: number) {
  const { features, firstHalf, halves, strata, seed } = options;
  const split = 'strata';
  const rows = pairs.flatMap(([a, b], n) =>
    Array.from(damage[n], (value, prompt_id) => {
      return { pooled: false, feature_a: features[a], feature_b: features[b], prompt_id, damage: value };
    }),
  );
  const clusters = features.flatMap((f) => (firstHalf[f] > 0 ? [{ split, feature_id: f, cluster: firstHalf[f] }] : []));
  const asked = Array.from(halves[1], (prompt_id) => ({ split, prompt_id }));
  return heldOutSets({ rows, clusters, asked, strata: new Map(strata.entries()) }, { seed, replicates });
}
