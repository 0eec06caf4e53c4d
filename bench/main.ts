/**
 * Measures the engine on the bundled model and on a synthetic one in GPT-2 small's shape, beside PyTorch where Debian's python3 has
 * it, in one run; prints a table and writes bench/results/<model>.json. A rate is cofire's own, a ratio is to the peer measured right
 * after it on the same files. Then the kernels beside igraph and numpy, by scripts of their own: bench/network.ts (with networkx, which
 * takes minutes: --networkx) and bench/correlation.ts. The viewer has bench/viewer.ts.
 * Run: make bench, or node --import tsx bench/main.ts [bundled] [gpt2-small] [network] [correlation]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productRate } from './engine/product-rate.ts';
import { writeSynthetic } from './engine/synthetic.ts';
import { table } from './engine/table.ts';

const THREADS = 2;
const REPEATS = 3;
const PYTHON = '/usr/bin/python3';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Subject {
  readonly name: string;
  readonly model: string;
  readonly sae: string;
  readonly prompts: number;
  readonly length: number;
}

/** Scripts that print a table of their own. */
const KERNELS = ['network', 'correlation'] as const;

type Measured = Readonly<Record<string, number>>;

/** What is measured: the key of its rate, and its unit. */
const WORK = [
  { what: 'forward', rate: 'positionsPerSecond', unit: 'positions/s' },
  { what: 'attribution', rate: 'promptsPerSecond', unit: 'prompts/s, cold' },
  { what: 'steering', rate: 'evaluationsPerSecond', unit: 'evaluations/s' },
] as const;

function run(command: string, args: readonly string[]): Measured {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: status ${status}\n${stderr}`);
  return JSON.parse(stdout) as Measured;
}

function hasTorch(): boolean {
  return spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
}

/** cofire and its peer by turns, so that both see the same machine; the run of median rate of each. */
function compare(subject: Subject, what: string, rate: string, torch: boolean) {
  const { model, sae, prompts, length } = subject;
  const args = [model, sae, String(prompts), String(length), what];
  const own: Measured[] = [];
  const peer: Measured[] = [];
  for (let i = 0; i < REPEATS; i++) {
    own.push(run(process.execPath, ['--import', 'tsx', here('engine/measure.ts'), ...args]));
    if (torch) peer.push(run(PYTHON, [here('peers/engine.py'), ...args, String(THREADS)]));
  }
  const middle = (runs: readonly Measured[]): Measured | undefined =>
    [...runs].sort((a, b) => (a[rate] ?? 0) - (b[rate] ?? 0))[Math.floor(runs.length / 2)];
  return { cofire: middle(own), pytorch: middle(peer) };
}

const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
try {
  const wanted = process.argv.slice(2);
  const asked = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  const subjects: Subject[] = [];
  const [model, sae] = [here('../fixtures/sports-model'), here('../fixtures/sports-sae')];
  if (asked('bundled')) subjects.push({ name: 'bundled', model, sae, prompts: 100, length: 11 });
  if (asked('gpt2-small'))
    subjects.push({ name: 'gpt2-small', ...(await writeSynthetic(folder)), prompts: 100, length: 11 });
  if (subjects.length > 0) await benchEngine(subjects);
  for (const kernel of KERNELS.filter(asked)) {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', here(`${kernel}.ts`)], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`bench/${kernel}.ts: status ${status}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Every kind of work on every subject. */
async function benchEngine(subjects: readonly Subject[]): Promise<void> {
  const torch = hasTorch();
  if (!torch) console.log(`${PYTHON} has no torch: nothing to compare with (apt-get install python3-torch)`);

  const product = await productRate(folder, THREADS);
  const rows = subjects.flatMap((subject) =>
    WORK.map(({ what, rate, unit }) => {
      process.stderr.write(`${subject.name}: ${what}\n`);
      return { subject: subject.name, what, rate, unit, ...compare(subject, what, rate, torch) };
    }),
  );
  const productAfter = await productRate(folder, THREADS);
  console.log(table(rows, [product, productAfter]));
  mkdirSync(here('results'), { recursive: true });
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, threads: THREADS, node: process.version };
  const common = { date: new Date().toISOString(), machine, productGflops: [product, productAfter] };
  for (const { name } of subjects) {
    const result = { ...common, rows: rows.filter(({ subject }) => subject === name) };
    writeFileSync(here(`results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
}
