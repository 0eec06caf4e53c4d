/**
 * The tables of docs/cost.md's section "What a study costs on GPT-2", and the first of docs/gpt2.md, by the estimate that `cofire check` prints: 57 of the 100 athletes
 * answered right, 236 selected features, 65 of them kept in 3 clusters (the published study's numbers and one cluster more, so that arms
 * have cells), the SAE of 24,576 features in the middle, two threads. `make docs` writes them, and a test holds the pages to them.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  estimateStages,
  type StageEstimate,
  type Subject,
} from '../pipeline/cooccurrence/kernels/estimate/cost-model.ts';
import { textsOf } from '../pipeline/cooccurrence/kernels/estimate/texts.ts';
import {
  assumedCounts,
  type Counts,
  type Evaluations,
  type Workload,
  workloadOf,
} from '../pipeline/cooccurrence/kernels/estimate/workload.ts';
import { readTask } from '../pipeline/task/kernels/task-file.ts';
import { loadTokenizer } from '../src/engine/model/tokenizer.ts';
import { tokenisePrompts } from '../src/engine/passes/prompt-tokens.ts';
import { formatBytes } from '../src/memory-budget.ts';
import { formatSeconds } from '../src/progress.ts';
import { GPT2_SMALL } from './engine/synthetic.ts';
import { withPart } from './page-part.ts';
import { parseShortStudy } from './short-study.ts';

interface CostTables {
  readonly studies: string;
  /** The same of GPT-2 small, in fewer columns. */
  readonly small: string;
  readonly published: string;
  readonly recommended: string;
}

/** GFLOP/s of both threads on two idle cores of an AMD EPYC. */
export const RATE = 175;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const FEATURES = 24_576;
/** layers, width, parameters in millions, memory given */
const MODELS = {
  'GPT-2 small': [12, 768, 124.4, 4],
  'GPT-2 medium': [24, 1024, 354.8, 6],
  'GPT-2 large': [36, 1280, 774, 10],
} as const;
type Model = keyof typeof MODELS;

const PROMPTS = 100;
const RIGHT = 57;
const COUNTS: Omit<Counts, 'steered'> = { selected: 236, kept: 65, clusters: 3, activePrompts: 1, activeShare: 0.5 };

const GPT2 = 'studies/sports-gpt2.yaml';
const PRESETS = ['seed-exact', 'recommended'] as const;
const RANK0 = 'steering.prompts=rank0';
const ALL = 'steering.prompts_per_set=all';

interface Asked {
  /** A preset, or a study file. */
  readonly study: (typeof PRESETS)[number] | typeof GPT2;
  readonly set?: readonly string[];
  readonly counts?: Counts;
}

interface Estimate {
  readonly work: Workload;
  readonly stages: readonly StageEstimate[];
}

/** What is asked of a model, each estimated once. */
async function estimator(rate: number): Promise<(asked: Asked, model?: Model) => Estimate> {
  const file = here('../studies/tasks/sports.csv');
  const rows = readTask(file);
  const config = {
    ...GPT2_SMALL,
    vocabSize: 50_257,
    bosTokenId: 50_256,
    eosTokenId: 50_256,
    nPositions: 1024,
    modelType: 'gpt2',
  } as unknown as Parameters<typeof tokenisePrompts>[2];
  const tokenizer = await loadTokenizer(here('../fixtures/gpt2-bpe'), config);
  const task = tokenisePrompts(rows, tokenizer, config, true, file).map(({ tokens }, i) => ({
    tokens,
    stratum: rows[i].stratum,
  }));
  const known = new Map<string, Estimate>();
  const estimate = ({ study: name, set = [], counts: given }: Asked, model: Model): Estimate => {
    const [nLayers, dModel, parameters, gigabytes] = MODELS[model];
    const text = `name: cost\npreset: ${name}\nmodel: { path: m }\nsae: { path: s, center: true }\ntask: { file: t.csv }\n`;
    const study =
      name === GPT2
        ? parseShortStudy(readFileSync(here(`../${GPT2}`), 'utf8'), GPT2, set)
        : parseShortStudy(text, '/cost.yaml', set);
    const counts = given ?? { ...COUNTS, steered: study.steering.prompts === 'all' ? PROMPTS : RIGHT };
    const subject: Subject = {
      study,
      sizes: { nLayers, dModel, dInner: 4 * dModel, vocabSize: 50_257 },
      blocksBefore: Math.floor((7 / 12) * nLayers),
      features: FEATURES,
      lengths: task.map(({ tokens }) => tokens.length),
      modelBytes: 4e6 * parameters,
      saeBytes: 8 * FEATURES * dModel,
    };
    const work = workloadOf(study, counts, task, { hasBos: true, width: dModel, texts: textsOf(study) });
    const machine = { rate: 1e9 * rate, threads: 2, memoryBytes: gigabytes * 2 ** 30 };
    return { work, stages: estimateStages(subject, work, counts, machine) };
  };
  return (asked, model = 'GPT-2 small') => {
    const key = JSON.stringify([asked, model]);
    const found = known.get(key) ?? estimate(asked, model);
    known.set(key, found);
    return found;
  };
}

/** @param rate GFLOP/s of both threads */
export async function costTables(rate: number): Promise<CostTables> {
  const estimate = await estimator(rate);
  const ladder = (head: string, rows: readonly (readonly [string, Asked])[]): string =>
    tableOf(
      [head, 'steered evaluations', 'removals', 'in all'],
      rows.map(([name, asked]) => {
        const { work, stages } = estimate(asked);
        return [name, thousands(work.steer), thousands(work.interaction), total(stages)];
      }),
    );
  const seedExact: Asked = { study: 'seed-exact', set: [RANK0] };
  const preset = (...set: string[]): Asked => ({ study: 'recommended', set });
  const rows: readonly (readonly [Model, string, Asked])[] = [
    ['GPT-2 small', `\`${GPT2}\`, what \`make gpt2\` runs`, { study: GPT2 }],
    ...(Object.keys(MODELS) as Model[]).flatMap((model): (readonly [Model, string, Asked])[] => [
      [model, '`seed-exact` with `steering.prompts: rank0`', seedExact],
      [model, '`recommended`', preset()],
    ]),
  ];
  const small = rows.filter(([model]) => model === 'GPT-2 small').map(([, name, asked]) => [name, asked] as const);
  return {
    small: ladder('study', small),
    studies: tableOf(
      ['model', 'study', 'steered evaluations', 'removals', 'steer', 'interaction', 'in all', 'memory'],
      rows.map(([model, name, asked]) => {
        const { work, stages } = estimate(asked, model);
        const memory = formatBytes(Math.max(...stages.map(({ nBytes }) => nBytes)));
        const times = [total(stages, 'steer'), work.interaction.count === 0 ? '' : total(stages, 'interaction')];
        return [model, name, ofPositions(work.steer), ofPositions(work.interaction), ...times, total(stages), memory];
      }),
    ),
    published: ladder('`seed-exact` on GPT-2 small', [
      [`\`${GPT2}\`: all ${PROMPTS} prompts, a pool of 2,080 pairs, 50 sets a cell`, { study: GPT2 }],
      ['without the pool: the preset', { study: 'seed-exact' }],
      [`and on the ${RIGHT} prompts that are answered right, \`steering.prompts: rank0\``, seedExact],
      ['and with 32 sets a cell', { study: 'seed-exact', set: [RANK0, 'steering.sets_per_cell=32'] }],
      [`\`${GPT2}\` as \`cofire check\` has it before a run: 65 features selected, all kept, in 2 clusters`, { study: GPT2, counts: assumedCounts(PROMPTS) }], // biome-ignore format: one line
    ]),
    recommended: ladder('`recommended` on GPT-2 small', [
      ['every set on every prompt, unscaled and at equal norm', preset(ALL, 'steering.scaling=[none, norm-matched]')],
      ['at equal norm alone', preset(ALL)],
      ['and 24 prompts a set', preset('steering.prompts_per_set=24')],
      ['and 16 prompts a set', preset('steering.prompts_per_set=16')],
      ['and 12 prompts a set: the preset', preset()],
      ['the preset with 50 sets a cell', preset('steering.sets_per_cell=50')],
      ['the preset without sets of arms', preset('steering.arms=[]')],
      ['the preset without the pool', preset('steering.pool_pairs=0')],
      ['the preset without removals of pairs', preset('interaction.pairs=0')],
      ['the preset where features are first active after a quarter of a prompt, not half', { ...preset(), counts: { ...COUNTS, steered: RIGHT, activeShare: 0.75 } }], // biome-ignore format: one line
    ]),
  };
}

/** Parts of each page, by name. */
const PAGES = {
  'docs/cost.md': ['studies', 'published', 'recommended'],
  'docs/gpt2.md': ['small'],
} as const;
export const COST_PAGES = Object.keys(PAGES) as (keyof typeof PAGES)[];

/** The page with its tables. */
export function withCosts(page: string, file: keyof typeof PAGES, tables: CostTables): string {
  return PAGES[file].reduce((text: string, name) => withPart(text, file, name, tables[name]), page);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function total(stages: readonly StageEstimate[], name?: string): string {
  const own = stages.filter(({ stage }) => name === undefined || stage === name);
  return formatSeconds(own.reduce((sum, { seconds }) => sum + seconds, 0));
}

function thousands({ count }: Evaluations): string {
  return count === 0 ? 'none' : (1000 * Math.round(count / 1000)).toLocaleString('en');
}

function ofPositions(work: Evaluations): string {
  return work.count === 0 ? 'none' : `${thousands(work)} of ${(work.rows / work.count).toFixed(1)} positions`;
}
