/**
 * What is lost when a set is steered on some of the prompts (steering.prompts_per_set): thins the rows of a finished run in which every set
 * met every prompt, and asks of what is left what stage `summarise` asks. Prints two tables.
 *
 * 1. Comparisons of sets within clusters with each other arm at equal norm: error against all prompts in units of the standard error there,
 *    width of the 95 % interval and SD of sets against those on all prompts, mean over thinnings; p of permuted labels.
 * 2. How often p of permuted labels is at most 0.05 where labels mean nothing: cluster labels are dealt anew to the features of the pool, its
 *    pairs are called within and between by them, up to 40 of each are drawn.
 *
 * Run: node --import tsx bench/prompts-per-set.ts RUN [PROMPTS], RUN made with `steering.prompts_per_set: all` and the scaling norm-matched;
 * PROMPTS of its prompts are drawn, 57 unless given, as many as the published study steered.
 */
import { join } from 'node:path';
import { random, shuffle } from '../src/random.ts';
import { intervalOf } from '../src/stats/equivalence.ts';
import { permutationP } from '../src/stats/permutation-p.ts';
import { promptsOfSets } from '../src/steering/prompts-per-set.ts';
import { contrastOf } from '../src/steering/summary/arm-contrast.ts';
import { blockMeans } from '../src/steering/summary/block-means.ts';
import { type DoseBlock, doseBlocks, type SetRow, type SteeringRows } from '../src/steering/summary/dose-blocks.ts';
import { permutedSets } from '../src/steering/summary/permuted-sets.ts';
import { setDraws } from '../src/steering/summary/set-draws.ts';
import { promptDraws } from '../src/steering/summary/set-means.ts';
import { Tables } from '../src/tables.ts';

const COUNTS = [24, 20, 16, 12, 8];
const [THINNINGS, DRAWS, RELABELLED] = [5, 600, 400];

const tables = await Tables.open(join(process.argv[2], 'study.duckdb'), { readOnly: true });
const rows = await tables.columns<SteeringRows & Record<string, unknown>>('summarise_steering');
const sets = await tables.query<SetRow & { replicate: number }>('summarise_set');
const strata = (await tables.query<{ prompt_id: number; stratum: string }>('verdict_stratum')).map(
  (row) => row.stratum,
);
const { algorithm } = (
  await tables.sql<{ algorithm: string }>('SELECT min(algorithm) AS algorithm FROM cluster WHERE kept')
)[0];
const members = await tables.query<{ feature_id: number; cluster: number }>('kept_clusters', { algorithm });
const replicates = await tables.sql<{ set_id: number; replicate: number }>(
  'SELECT set_id, replicate FROM steering_set',
);
tables.close();
const replicateOf = new Map(replicates.map(({ set_id: id, replicate }) => [id, replicate]));
const clusters = new Map(members.map(({ feature_id: id, cluster }) => [id, cluster]));
const [all] = doseBlocks(rows, sets).filter(({ scaling, factor }) => scaling === 'norm-matched' && factor === 10);
const drawn = shuffle(Array.from(all.promptIds, (_, p) => p), random(1, 'prompts')).slice(0, Number(process.argv[3] ?? 57)); // biome-ignore format: one line
drawn.sort((a, b) => a - b);
const P = drawn.length;
const names = drawn.map((p) => strata[all.promptIds[p]]);
const width = all.promptIds.length;
const logitDiff = Float64Array.from(all.sets.flatMap((_, s) => drawn.map((p) => all.damage.logit_diff[s * width + p])));
const block = { ...all, promptIds: Int32Array.from(drawn), damage: { ...all.damage, logit_diff: logitDiff } };

/** The block with each set on N of its prompts. */
function thinned(whole: DoseBlock, perSet: number, seed: number): DoseBlock {
  const named = whole.sets.map(({ arm, size, set_id: id }) => ({ arm, size, replicate: replicateOf.get(id) ?? 0 }));
  const on = promptsOfSets(named as Parameters<typeof promptsOfSets>[0], names, perSet, seed);
  const damage = whole.damage.logit_diff.map((value, i) =>
    on[Math.floor(i / P)].includes(i % P) ? value : Number.NaN,
  );
  const partial = on.map((own) => own.length < P);
  return { ...whole, partial, damage: { ...whole.damage, logit_diff: damage } };
}

const draws = promptDraws(P, [], DRAWS, 1);
const permuted = permutedSets(clusters, 999, 1);
function compare(own: DoseBlock, size: number, other: string) {
  const found = contrastOf(
    own,
    blockMeans(own, 'logit_diff', draws),
    { size, other },
    { drawn: setDraws(1), permuted },
  );
  if (found === null) return null;
  const { low, high, error } = intervalOf(found.estimate, found.draws, Number.NaN);
  return {
    estimate: found.estimate,
    width: high - low,
    error,
    sd: found.sd,
    p: permutationP(found.estimate, found.permuted).twoSided,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const others = [...new Set(block.sets.map(({ arm }) => arm))].filter(
  (arm) => !['single', 'pool', 'within'].includes(arm),
);
const sizes = [...new Set(block.sets.filter(({ arm }) => arm === 'within').map(({ size }) => size))].filter(
  (size) => size > 1,
);
console.log(`${P} prompts; against all of them, mean of ${THINNINGS} thinnings`);
console.log('prompts a set   error/SE   width (largest)   SD of sets');
for (const count of COUNTS) {
  const thin = Array.from({ length: THINNINGS }, (_, seed) => thinned(block, count, seed));
  const cells = sizes.flatMap((size) =>
    others.flatMap((other) => {
      const full = compare(block, size, other);
      if (full === null) return [];
      const found = thin.flatMap((own) => compare(own, size, other) ?? []);
      return {
        ...{ size, other, full },
        error: Math.sqrt(mean(found.map(({ estimate }) => (estimate - full.estimate) ** 2))) / full.error,
        width: mean(found.map(({ width }) => width)) / full.width,
        sd: mean(found.map(({ sd }) => sd)) / full.sd,
        p: mean(found.map(({ p }) => p)),
      };
    }),
  );
  const of = (pick: (cell: (typeof cells)[number]) => number) => mean(cells.map(pick)).toFixed(2);
  console.log(
    `${String(count).padStart(13)}${of(({ error }) => error).padStart(11)}${of(({ width }) => width).padStart(10)} (${Math.max(...cells.map(({ width }) => width)).toFixed(2)})${of(({ sd }) => sd).padStart(12)}`,
  );
  for (const { size, other, full, width, p } of cells.filter((cell) => cell.other === 'between'))
    console.log(
      `    ${size} within less ${other}: width ${width.toFixed(2)}, p ${p.toFixed(3)} (all prompts ${full.p.toFixed(3)})`,
    );
}

/** Share of relabellings in which p is at most 0.05. */
function falsePositives(perSet: number): number {
  const pool = block.sets.flatMap((set, s) => (set.arm === 'pool' ? [{ set, s }] : []));
  const features = [...new Set(pool.flatMap(({ set }) => set.feature_ids))];
  const labels = features.map((id) => clusters.get(id) as number);
  let hits = 0;
  for (let round = 0; round < RELABELLED; round++) {
    const rng = random(round, 'relabelled');
    const dealt = shuffle([...labels], rng);
    const label = new Map(features.map((id, i) => [id, dealt[i]]));
    const inside = (ids: readonly number[]): boolean => label.get(ids[0]) === label.get(ids[1]);
    const chosen = [true, false].flatMap((kind) =>
      shuffle(
        pool.filter(({ set }) => inside(set.feature_ids) === kind),
        rng,
      )
        .slice(0, 40)
        .map(({ s, set }, replicate) => ({ s, replicate, set: { ...set, arm: kind ? 'within' : 'between' } })),
    );
    const named = chosen.map(({ set, replicate }) => ({ arm: set.arm as 'within', size: 2, replicate }));
    const on = promptsOfSets(named, names, perSet, round);
    const damage = Float64Array.from(
      chosen.flatMap(({ s }, i) =>
        Array.from(names, (_, p) => (on[i].includes(p) ? block.damage.logit_diff[s * P + p] : Number.NaN)),
      ),
    );
    const own = { ...block, sets: chosen.map(({ set }) => set), partial: on.map((list) => list.length < P), damage: { ...block.damage, logit_diff: damage } }; // biome-ignore format: one line
    const tools = { drawn: setDraws(1), permuted: permutedSets(label, 199, round) };
    const found = contrastOf(
      own,
      blockMeans(own, 'logit_diff', promptDraws(P, [], 2, 1)),
      { size: 2, other: 'between' },
      tools,
    );
    if (found !== null && permutationP(found.estimate, found.permuted).twoSided <= 0.05) hits++;
  }
  return hits / RELABELLED;
}

console.log(
  `\nshare of ${RELABELLED} relabellings with p ≤ 0.05 (standard error ${Math.sqrt((0.05 * 0.95) / RELABELLED).toFixed(3)})`,
);
for (const count of [P, ...COUNTS]) console.log(`${String(count).padStart(13)}   ${falsePositives(count).toFixed(3)}`);
