/**
 * Measures the engine on the bundled model and on a synthetic one in GPT-2 small's shape, beside PyTorch where Debian's python3 has
 * it, in one run, on the bundled task's prompts; prints a table and writes bench/results/<model>.json. A rate is cofire's own, a ratio is
 * to the peer measured right after it on the same files. The peer runs with OpenMP's threads spinning and sleeping while they wait, and
 * the better of the two counts; its rate per CPU second is that of one thread, which wastes none in waiting. On GPT-2 small's shape the
 * numbers themselves are compared too (bench/parity.ts), and the exit status is 1 where they differ by more than the tolerance. Then
 * scripts of their own, by name: the command's start, network kernels beside igraph and networkx, correlations of a dictionary beside numpy, nulls, viewer, the
 * bundled study, growth, and every stage at three sizes. Each writes bench/results/, of which docs/speed.md's tables are made. Larger models have bench/sizes.ts.
 * Run: make bench, or node --import tsx bench/main.ts [bundled] [gpt2-small] [parity] [start] [network] [correlation] [nulls] [viewer] [study] [growth] [stages]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productRate } from './engine/product-rate.ts';
import { writeSynthetic } from './engine/synthetic.ts';
import { table } from './engine/table.ts';
import { taskTokens } from './engine/task-tokens.ts';
import { parity, parityTable } from './parity.ts';
import { record, watch } from './results.ts';

const THREADS = 2;
const REPEATS = 3;
const PYTHON = '/usr/bin/python3';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Subject {
  readonly name: string;
  readonly model: string;
  readonly sae: string;
  /** A JSON file of the prompts as tokens. */
  readonly tokens: string;
}

/** Scripts that print and record for themselves, and about how many minutes they take. */
const SCRIPTS = [
  { name: 'start', file: 'start.ts', minutes: 1.5 },
  { name: 'network', file: 'network.ts', minutes: 3 },
  { name: 'correlation', file: 'correlation.ts', minutes: 1 },
  { name: 'nulls', file: 'nulls/run.ts', minutes: 1 },
  { name: 'viewer', file: 'viewer.ts', minutes: 1 },
  { name: 'study', file: 'study.ts', minutes: 1.5 },
  { name: 'growth', file: 'growth.ts', minutes: 2 },
  { name: 'stages', file: 'stages.ts', minutes: 4 },
] as const;

type Measured = Readonly<Record<string, number>>;

/** What is measured: the key of its rate, and its unit. */
const WORK = [
  { what: 'forward', rate: 'positionsPerSecond', unit: 'positions/s' },
  { what: 'attribution', rate: 'promptsPerSecond', unit: 'prompts/s, cold' },
  { what: 'steering', rate: 'evaluationsPerSecond', unit: 'evaluations/s' },
] as const;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Measured {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: status ${status}\n${stderr}`);
  return JSON.parse(stdout) as Measured;
}

function hasTorch(): boolean {
  return spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
}

const WAITING = ['active', 'passive'] as const;

/** cofire and its peer by turns, so that both see the same machine; the run of median rate of each. */
function compare({ model, sae, tokens }: Subject, what: string, rate: string, torch: boolean) {
  const args = [model, sae, tokens, what];
  const own: Measured[] = [];
  const peers = WAITING.map((): Measured[] => []);
  const peer = (threads: number, env: NodeJS.ProcessEnv): Measured =>
    run(PYTHON, [here('peers/engine.py'), ...args, String(threads)], env);
  for (let i = 0; i < REPEATS; i++) {
    own.push(run(process.execPath, ['--import', 'tsx', here('engine/measure.ts'), ...args]));
    if (torch) WAITING.forEach((policy, at) => peers[at]!.push(peer(THREADS, { OMP_WAIT_POLICY: policy })));
  }
  const cofire = middle(own, rate);
  if (!torch) return { cofire, pytorch: undefined };
  const best = peers.map((runs) => middle(runs, rate)).reduce((a, b) => (b[rate]! > a[rate]! ? b : a));
  const alone = what === 'steering' ? peer(1, { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' }) : {};
  const { evaluationsPerCpuSecond = best.evaluationsPerCpuSecond } = alone as Measured;
  return { cofire, pytorch: { ...best, ...(evaluationsPerCpuSecond && { evaluationsPerCpuSecond }) } };
}

function middle(runs: readonly Measured[], rate: string): Measured {
  return [...runs].sort((a, b) => (a[rate] ?? 0) - (b[rate] ?? 0))[Math.floor(runs.length / 2)]!;
}

const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
try {
  const wanted = process.argv.slice(2);
  const asked = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  const subjectOf = async (name: string, files: { model: string; sae: string }): Promise<Subject> => {
    const tokens = join(folder, `${name}-tokens.json`);
    writeFileSync(tokens, JSON.stringify(await taskTokens(files.model)));
    return { name, ...files, tokens };
  };
  const bundled = { model: here('../fixtures/sports-model'), sae: here('../fixtures/sports-sae') };
  const small =
    asked('gpt2-small') || asked('parity') ? await subjectOf('gpt2-small', await writeSynthetic(folder)) : undefined;
  const subjects = [
    ...(asked('bundled') ? [await subjectOf('bundled', bundled)] : []),
    ...(small !== undefined && asked('gpt2-small') ? [small] : []),
  ];
  if (subjects.length > 0) await benchEngine(subjects);
  if (small !== undefined) benchParity(small);
  for (const { name, file, minutes } of SCRIPTS.filter((script) => asked(script.name))) {
    process.stderr.write(`${name}: about ${minutes} min\n`);
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', here(file)], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`bench/${file}: status ${status}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Every kind of work on every subject. */
async function benchEngine(subjects: readonly Subject[]): Promise<void> {
  const torch = hasTorch();
  if (!torch) console.log(`${PYTHON} has no torch: nothing to compare with (apt-get install python3-torch)`);

  const taken = watch(THREADS);
  const product = await productRate(folder);
  const rows = subjects.flatMap((subject) =>
    WORK.map(({ what, rate, unit }) => {
      process.stderr.write(`${subject.name}: ${what}\n`);
      return { subject: subject.name, what, rate, unit, ...compare(subject, what, rate, torch) };
    }),
  );
  const productAfter = await productRate(folder);
  console.log(table(rows, [product, productAfter]));
  const common = { ...taken(), productGflopsPerCpuSecond: [product, productAfter] };
  for (const { name } of subjects) record(name, { ...common, rows: rows.filter(({ subject }) => subject === name) });
}

function benchParity(subject: Subject): void {
  if (!hasTorch()) return;
  process.stderr.write(`${subject.name}: parity\n`);
  const found = parity(subject, PYTHON, folder);
  console.log(parityTable(found));
  record(subject.name, { parity: { date: new Date().toISOString(), ...found } });
  if (!found.passed) process.exitCode = 1;
}
