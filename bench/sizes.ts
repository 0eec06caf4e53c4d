/**
 * Memory of a study on every size of GPT-2, DistilGPT-2 to XL, on generated files: `cofire run` from the weights to direct effects, a few
 * prompts and a small steering, within the default budget. Each stage's peak of resident memory stands beside the rule
 *
 *   peak ≤ 1.3 × the weights of the sessions open at that moment + the batch budget of each
 *
 * alone and with the program's own share of the budget (Node.js, onnxruntime, DuckDB). A proportional peak (Pss: a page that several mappings share counts once) is
 * sampled over the whole run. Prints a table and writes bench/results/sizes.json. XL takes 7 GB of disk and some ten minutes.
 * Run: node --import tsx bench/sizes.ts [distilgpt2] [gpt2-small] [gpt2-medium] [gpt2-large] [gpt2-xl]
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCode } from '../src/errors.ts';
import { DEFAULT_MEMORY_BYTES, PROGRAM_BYTES } from '../src/memory-budget.ts';
import { openWeights } from './engine/open-weights.ts';
import { SHAPES, writeSynthetic } from './engine/synthetic.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MIB = 2 ** 20;
const THREADS = 2;
const PROMPTS = 12;
const FACTOR = 1.3;
const SAMPLE_MS = 200;
/** Stages that open the model. */
const STAGES = ['evaluate', 'attribute', 'verify', 'steer', 'direct'] as const;

interface StageRow {
  readonly stage: string;
  readonly weightsMiB: number;
  /** What the rule allows. */
  readonly allowedMiB: number;
  readonly peakMiB: number;
  readonly within: boolean;
  /** The same where the program itself may have its share beside them. */
  readonly withinWithProgram: boolean;
  readonly seconds: number;
}

function studyText(name: string, files: { model: string; sae: string }): string {
  return `name: ${name}
preset: seed-exact
model: { path: ${files.model} }
sae: { path: ${files.sae}, center: true }
task: { file: task.csv }
attribution_check: { prompts: 2, top_features: 3, cells: 20 }
network: { threshold: 0.95 }
cluster: { min_size: 3 }
steering: { single_factors: [10], factors: [10], set_sizes: [2], sets_per_cell: 3, arms: [within, between], scaling: [none], experiments: [], pool_pairs: 0 }
`;
}

/** Runs cofire, watching its memory. */
async function cofire(args: readonly string[]): Promise<{ status: number | null; stderr: string; pssMiB: number }> {
  const child = spawn(process.execPath, [here('../bin/cofire'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let [stderr, pssMiB] = ['', 0];
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const timer = setInterval(() => {
    pssMiB = Math.max(pssMiB, proportionalMiB(child.pid));
  }, SAMPLE_MS);
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  clearInterval(timer);
  return { status, stderr, pssMiB };
}

/** 0 where the system does not tell, or the process has just ended. */
function proportionalMiB(pid: number | undefined): number {
  try {
    const match = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Math.round(Number(match?.[1] ?? 0) / 1024);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return 0;
    throw error;
  }
}

async function measure(name: string, folder: string) {
  const shape = SHAPES[name];
  if (shape === undefined) throw new Error(`sizes: ${name}, expected one of ${Object.keys(SHAPES).join(', ')}`);
  process.stderr.write(`${name}: writing files\n`);
  const files = await writeSynthetic(folder, shape);
  const study = join(folder, 'study.yaml');
  writeFileSync(study, studyText(name, files));
  const task = readFileSync(here('../studies/tasks/sports.csv'), 'utf8').split('\n');
  writeFileSync(join(folder, 'task.csv'), `${task.slice(0, PROMPTS + 1).join('\n')}\n`);

  const { weightBytes, sessions, batchBytes, leastBytes } = await openWeights(study, DEFAULT_MEMORY_BYTES, THREADS);
  process.stderr.write(`${name}: running\n`);
  const out = join(folder, 'out');
  const options = ['--out', out, '--to', 'direct', '--threads', `${THREADS}`, '--quiet'];
  const { status, stderr, pssMiB } = await cofire(['run', study, ...options]);
  if (status !== 0) throw new Error(`${name}: status ${status}\n${stderr}`);
  const { stages } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as {
    stages: { stage: string; seconds: number; peak_rss_bytes: number }[];
  };
  const rows = STAGES.map((stage): StageRow => {
    const found = stages.find((one) => one.stage === stage);
    if (found === undefined) throw new Error(`${name}: stage ${stage} was not run`);
    const count = stage === 'steer' ? sessions : 1;
    const open = weightBytes[stage] * count;
    const allowed = FACTOR * open + count * batchBytes;
    return {
      stage,
      weightsMiB: Math.round(open / MIB),
      allowedMiB: Math.round(allowed / MIB),
      peakMiB: Math.round(found.peak_rss_bytes / MIB),
      within: found.peak_rss_bytes <= allowed,
      withinWithProgram: found.peak_rss_bytes <= allowed + PROGRAM_BYTES,
      seconds: Math.round(found.seconds * 10) / 10,
    };
  });
  const without = stages.filter(({ stage }) => !(STAGES as readonly string[]).includes(stage));
  const programMiB = Math.round(Math.max(...without.map((one) => one.peak_rss_bytes)) / MIB);

  // What does not fit says so before it begins.
  const short = Math.floor((leastBytes - 64 * MIB) / MIB);
  const refused = await cofire(['run', study, '--out', join(folder, 'refused'), '--memory', `${short}MiB`, '--quiet']);
  if (refused.status !== 2 || !refused.stderr.includes('--memory'))
    throw new Error(`${name}: --memory ${short}MiB ended with status ${refused.status}\n${refused.stderr}`);
  return {
    weightsMiB: Math.round(weightBytes.model / MIB),
    leastMemoryMiB: Math.ceil(leastBytes / MIB),
    steeringSessions: sessions,
    batchMiB: Math.round(batchBytes / MIB),
    programMiB,
    peakProportionalMiB: pssMiB,
    stages: rows,
  };
}

const wanted = process.argv.slice(2);
const names = wanted.length === 0 ? Object.keys(SHAPES) : wanted;
const target = here('results/sizes.json');
for (const name of names) {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-sizes-'));
  try {
    const found = await measure(name, folder);
    console.log(`${name}: ${found.weightsMiB} MiB of weights, the program itself up to ${found.programMiB} MiB`);
    for (const { stage, weightsMiB, allowedMiB, peakMiB, within, withinWithProgram, seconds } of found.stages)
      console.log(
        `  ${stage.padEnd(10)} open ${`${weightsMiB}`.padStart(5)}  allowed ${`${allowedMiB}`.padStart(5)}  peak ${`${peakMiB}`.padStart(5)} MiB  ${within ? 'within' : withinWithProgram ? 'within with the program' : 'ABOVE'}  ${seconds.toFixed(1)} s`,
      );
    const before = existsSync(target) ? JSON.parse(readFileSync(target, 'utf8')) : {};
    const machine = { cpu: cpus()[0]?.model, cores: cpus().length, threads: THREADS, node: process.version };
    const common = { rule: `${FACTOR} x weights + batch budget`, memoryMiB: DEFAULT_MEMORY_BYTES / MIB, machine };
    const own = { date: new Date().toISOString(), load: loadavg()[0], prompts: PROMPTS, ...found };
    mkdirSync(here('results'), { recursive: true });
    writeFileSync(target, `${JSON.stringify({ ...common, models: { ...before.models, [name]: own } }, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
