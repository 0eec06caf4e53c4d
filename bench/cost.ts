/**
 * What the presets cost on GPT-2 small, medium and large, by the estimate that `cofire check` prints: 57 of the 100 athletes steered, 236
 * selected features, 65 of them kept in 3 clusters (the published study's numbers and one cluster more, so that arms have cells), the SAE
 * of 24,576 features in the middle, two threads. Then `recommended` with each of its levers undone. Prints both tables of docs/cost.md.
 * Run: node --import tsx bench/cost.ts [GFLOP/s of both threads, 175 unless given]
 */
import { fileURLToPath } from 'node:url';
import { estimateStages, type StageEstimate, type Subject } from '../src/estimate/cost-model.ts';
import { type Workload, workloadOf } from '../src/estimate/workload.ts';
import { formatBytes } from '../src/memory-budget.ts';
import { tokenisePrompts } from '../src/model/prompts.ts';
import { loadTokenizer } from '../src/model/tokenizer.ts';
import { formatSeconds } from '../src/progress.ts';
import { parseStudy } from '../src/study/study.ts';
import { readTask } from '../src/study/task-file.ts';
import { GPT2_SMALL } from './engine/synthetic.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const RATE = 1e9 * Number(process.argv[2] ?? 175);
const COUNTS = { selected: 236, kept: 65, clusters: 3, steered: 57, activePrompts: 1, activeShare: 0.5 };
const FEATURES = 24_576;
/** layers, width, parameters in millions, memory given */
const MODELS = {
  'GPT-2 small': [12, 768, 124.4, 4],
  'GPT-2 medium': [24, 1024, 354.8, 6],
  'GPT-2 large': [36, 1280, 774, 10],
} as const;
const BEFORE = ['steering.prompts_per_set=all', 'steering.scaling=[none, norm-matched]'];

const TASK = here('../studies/tasks/sports.csv');
const rows = readTask(TASK);
const config = { ...GPT2_SMALL, nPositions: 1024, modelType: 'gpt2' } as unknown as Parameters<
  typeof tokenisePrompts
>[2];
const tokenizer = await loadTokenizer(here('../fixtures/gpt2-bpe'), config);
const task = tokenisePrompts(rows, tokenizer, config, true, TASK).map(({ tokens }, i) => ({
  tokens,
  stratum: rows[i].stratum,
}));

function estimate(preset: string, model: keyof typeof MODELS, set: readonly string[] = []) {
  const [nLayers, dModel, parameters, gigabytes] = MODELS[model];
  const file = `name: cost\npreset: ${preset}\nmodel: { path: m }\nsae: { path: s, center: true }\ntask: { file: t.csv }\n`;
  const study = parseStudy(file, '/cost.yaml', set);
  const subject: Subject = {
    study,
    sizes: { nLayers, dModel, dInner: 4 * dModel, vocabSize: 50_257 },
    blocksBefore: Math.floor((7 / 12) * nLayers),
    features: FEATURES,
    lengths: task.map(({ tokens }) => tokens.length),
    modelBytes: 4e6 * parameters,
    saeBytes: 8 * FEATURES * dModel,
  };
  const work = workloadOf(study, COUNTS, task, { hasBos: true, width: dModel });
  const machine = { rate: RATE, threads: 2, memoryBytes: gigabytes * 2 ** 30 };
  return { work, stages: estimateStages(subject, work, COUNTS, machine) };
}

const total = (stages: readonly StageEstimate[], names?: readonly string[]): string =>
  formatSeconds(
    stages.filter(({ stage }) => names?.includes(stage) ?? true).reduce((sum, { seconds }) => sum + seconds, 0),
  );
const evaluations = ({ count, rows: positions }: Workload['interaction']): string =>
  count === 0
    ? 'none'
    : `${(1000 * Math.round(count / 1000)).toLocaleString('en')} of ${(positions / count).toFixed(1)} positions`;

console.log('| model | preset | steered evaluations | removals | steer | interaction | in all | memory |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const model of Object.keys(MODELS) as (keyof typeof MODELS)[]) {
  for (const preset of ['seed-exact', 'recommended']) {
    const { work, stages } = estimate(preset, model);
    const memory = formatBytes(Math.max(...stages.map(({ nBytes }) => nBytes)));
    const cells = [evaluations(work.steer), evaluations(work.interaction), total(stages, ['steer']), total(stages, ['interaction']), total(stages), memory]; // biome-ignore format: one line
    console.log(`| ${model} | \`${preset}\` | ${cells.join(' | ')} |`);
  }
}

console.log('\n| `recommended` on GPT-2 small | steered evaluations | in all |\n| --- | --- | --- |');
const LADDER: readonly (readonly [string, readonly string[]])[] = [
  ['every set on every prompt, unscaled and at equal norm', BEFORE],
  ['at equal norm alone', [BEFORE[0]]],
  ['and 24 prompts a set', ['steering.prompts_per_set=24']],
  ['and 16 prompts a set', ['steering.prompts_per_set=16']],
  ['and 12 prompts a set: the preset', []],
  ['the preset with 50 sets a cell', ['steering.sets_per_cell=50']],
  ['the preset without removals of pairs', ['interaction.pairs=0']],
];
for (const [name, set] of LADDER) {
  const { work, stages } = estimate('recommended', 'GPT-2 small', set);
  console.log(`| ${name} | ${evaluations(work.steer)} | ${total(stages)} |`);
}
