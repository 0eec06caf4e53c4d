/**
 * What is lost when a set is steered on some of the prompts (steering.prompts_per_set): thins the rows of a finished run in which every set
 * met every prompt, and asks of what is left what stage `summarise` asks. Prints the table of docs/cost.md, mean of thinnings;
 * what each column is stands in prompts-per-set/loss.ts and prompts-per-set/relabelled.ts.
 *
 * Run: node --import tsx bench/prompts-per-set.ts RUN [PROMPTS]; PROMPTS of its prompts are drawn, 57 unless given, as many as the published
 * study steered. The run of docs/cost.md (three minutes on one thread):
 * bin/cofire run studies/sports.yaml --out RUN --to steer --set preset=recommended --set steering.factors='[10]' --set steering.sets_per_cell=100
 * --set steering.prompts_per_set=all --set steering.scaling='[norm-matched]' --set steering.pool_pairs=2080 --set steering.pool_max_cosine=1
 * Copies stay in the pool, since the bundled clusters hold little else.
 */
import { join } from 'node:path';
import { doseBlocks, type SetRow, type SteeringRows } from '../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { permutedSets } from '../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { promptDraws } from '../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { StudyError } from '../src/errors.ts';
import { random, shuffle } from '../src/random.ts';
import { Tables } from '../src/run/tables/tables.ts';
import { comparisonsOf, type Loss, lossOf } from './prompts-per-set/loss.ts';
import { falsePositives } from './prompts-per-set/relabelled.ts';
import { onPrompts, type Steered, thinned } from './prompts-per-set/thinned.ts';

const COUNTS = [24, 20, 16, 12, 8];
const FACTOR = 10;
const [THINNINGS, DRAWS, PERMUTATIONS] = [5, 600, 999];
const RELABELLED = { rounds: 400, permutations: 199 };

/** The run's sets at equal norm, and the clusters that they were drawn from. */
async function readRun(dir: string): Promise<{ steered: Steered; clusters: Map<number, number> }> {
  const tables = await Tables.open(join(dir, 'study.duckdb'), { readOnly: true });
  try {
    const ran = await tables.query<{ stage: string; settings: string }>('stage_run');
    const settingsOf = (name: string) => JSON.parse(ran.find(({ stage }) => stage === name)?.settings ?? '{}');
    const { algorithm } = settingsOf('cluster').cluster ?? {};
    if (algorithm === undefined || settingsOf('steer').steering?.prompts_per_set !== 'all')
      throw unfit(dir, 'table stage_run');
    const rows = await tables.columns<SteeringRows & Record<string, unknown>>('summarise_steering');
    const blocks = doseBlocks(rows, await tables.query<SetRow>('summarise_set'));
    const block = blocks.find(({ scaling, factor }) => scaling === 'norm-matched' && factor === FACTOR);
    if (block === undefined) throw unfit(dir, 'table steering');
    const prompts = await tables.sql<{ prompt_id: number; stratum: string }>('SELECT prompt_id, stratum FROM prompt');
    const stratumOf = new Map(prompts.map(({ prompt_id: id, stratum }) => [id, stratum]));
    const places = await tables.sql<{ set_id: number; replicate: number }>(
      'SELECT set_id, replicate FROM steering_set',
    );
    const replicateOf = new Map(places.map(({ set_id: id, replicate }) => [id, replicate]));
    const members = await tables.query<{ feature_id: number; cluster: number }>('kept_clusters', { algorithm });
    return {
      steered: {
        block,
        replicates: block.sets.map(({ set_id: id }) => replicateOf.get(id) as number),
        strata: Array.from(block.promptIds, (id) => stratumOf.get(id) as string),
      },
      clusters: new Map(members.map(({ feature_id: id, cluster }) => [id, cluster])),
    };
  } finally {
    tables.close();
  }
}

function unfit(dir: string, where: string): StudyError {
  return new StudyError({
    where: `${dir}: ${where}`,
    found: 'no sets at equal norm that each met every prompt',
    expected: `a run with steering.prompts_per_set: all, scaling norm-matched and the factor ${FACTOR}`,
    fix: 'The head of bench/prompts-per-set.ts has the command that makes one.',
  });
}

const mean = (losses: readonly Loss[], of: (loss: Loss) => number): string =>
  losses.reduce((sum, loss) => sum + of(loss) / losses.length, 0).toFixed(2);
const largest = (losses: readonly Loss[], of: (loss: Loss) => number): string => Math.max(...losses.map(of)).toFixed(2);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const [dir, wanted = '57'] = process.argv.slice(2);
const { steered: whole, clusters } = await readRun(dir);
const everyone = Array.from(whole.strata, (_, p) => p);
const drawn = shuffle(everyone, random(1, 'prompts')).slice(0, Number(wanted));
const steered = onPrompts(
  whole,
  drawn.sort((a, b) => a - b),
);
const P = drawn.length;
const draws = promptDraws(P, [], DRAWS, 1);
const permuted = permutedSets(clusters, null, PERMUTATIONS, 1);
const all = comparisonsOf(steered.block, draws, permuted);
const isPairs = ({ size, other }: { size: number; other: string }): boolean => size === 2 && other === 'between';

console.log(`${all.length} comparisons, mean of ${THINNINGS} thinnings; ${RELABELLED.rounds} relabellings\n`);
console.log('| prompts a set | error | interval | SD of sets | p of pairs | p ≤ 0.05 where labels mean nothing |');
console.log('| --- | --- | --- | --- | --- | --- |');
const level = (count: number): string => percent(falsePositives(steered, clusters, count, RELABELLED));
const pOfPairs = (found: { size: number; other: string; p: number }[]): string =>
  found.find(isPairs)?.p.toFixed(3) ?? '';
console.log(`| ${P}, all | | | | ${pOfPairs(all)} | ${level(P)} |`);
for (const count of COUNTS) {
  const seeds = Array.from({ length: THINNINGS }, (_, seed) => seed);
  const losses = lossOf(all, seeds.map((seed) => comparisonsOf(thinned(steered, count, seed), draws, permuted))); // biome-ignore format: one line
  const width = `${mean(losses, (loss) => loss.width)} (${largest(losses, (loss) => loss.width)})`;
  const cells = [
    mean(losses, ({ error }) => error),
    width,
    mean(losses, ({ sd }) => sd),
    pOfPairs(losses),
    level(count),
  ];
  console.log(`| ${[count, ...cells].join(' | ')} |`);
}
