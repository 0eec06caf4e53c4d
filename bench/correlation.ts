/**
 * Times the dictionary-scale correlation, 24,576 features × 1,000 prompts to the pairs above 0.7, beside blocked numpy on the same
 * file in the same run: once with every cell filled, and once as a dictionary gives it, each feature silent on most prompts, where scipy's
 * sparse product is a peer too. Each runs in a process of its own, so that peak memory is its own. Equal counts, or nothing was compared:
 * numpy decides in float32, so its count may differ by pairs within 1e-6 of the threshold. Prints lines and writes
 * bench/results/correlation.json.
 * Run: node --import tsx bench/correlation.ts [--threads N]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBlockProducts } from '../src/engine/onnx/block-product.ts';
import { blockedPairs } from '../src/methods/stats/correlation/blocked-pairs.ts';
import { centred } from '../src/methods/stats/correlation/columns.ts';
import { random } from '../src/random.ts';
import { record, watch } from './results.ts';

const FEATURES = 24_576;
const PROMPTS = 1000;
const THRESHOLD = 0.7;
/** Features that share one of 40 causes strongly enough to pass the threshold. */
const RELATED = 4000;
const LEVELS = Array.from({ length: 14 }, (_, step) => (30 + 5 * step) / 100);

interface Measured {
  readonly seconds: number;
  /** Of all threads: on a machine that others use, the steadier of the two. */
  readonly cpu: number;
  readonly kept: number;
  readonly gib: number;
}

/** [PROMPTS, FEATURES] row-major f32, every cell filled. */
function filled(): Float32Array {
  const rng = random(1, 'bench', 'correlation');
  const values = new Float32Array(PROMPTS * FEATURES);
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    const causes = Array.from({ length: 40 }, () => rng.uniform() - 0.5);
    for (let feature = 0; feature < FEATURES; feature++) {
      const shared = feature < RELATED ? 1.6 * causes[feature % 40] : 0;
      values[prompt * FEATURES + feature] = shared + rng.uniform() - 0.5;
    }
  }
  return values;
}

/**
 * The same with most cells silent: shares from 98 % down as 1 / rank, 2.3 % in all, which is 52 features a position on 11 positions.
 * Features of one cause fire together.
 */
function silentMostly(): Float32Array {
  const rng = random(1, 'bench', 'silent');
  const values = filled();
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    const gates = Array.from({ length: 40 }, () => rng.uniform());
    for (let feature = 0; feature < FEATURES; feature++) {
      const gate = feature < RELATED ? gates[feature % 40] : rng.uniform();
      if (gate >= Math.min(0.98, 0.0075 + 65 / (65 + feature))) values[prompt * FEATURES + feature] = 0;
    }
  }
  return values;
}

async function ours(file: string, threads: number): Promise<Measured> {
  const bytes = readFileSync(file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const [start, used] = [performance.now(), process.cpuUsage()];
  const blocks = await openBlockProducts(threads);
  const columns = centred({ rows: PROMPTS, cols: FEATURES, values });
  const own = { levels: LEVELS, floors: [THRESHOLD], most: 5_000_000, df: PROMPTS - 2 };
  const { r } = await blockedPairs(columns, { ...own, strict: true, sign: 'absolute' }, blocks.product);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { seconds, cpu: (user + system) / 1e6, kept: r.length, gib: process.resourceUsage().maxRSS / 2 ** 20 };
}

/** Undefined where a peer is not there; the bench's own failure is an error. */
function measure(name: string, command: string, args: readonly string[]): Measured | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) {
    const reason = stderr?.trim().split('\n').at(-1) ?? `no ${command}`;
    if (name === 'cofire') throw new Error(`correlation: ${reason}`);
    console.log(`${name.padEnd(8)} not run: ${reason}`);
    return undefined;
  }
  const found = JSON.parse(stdout) as Measured;
  const { seconds, cpu, kept, gib } = found;
  console.log(
    `${name.padEnd(8)} ${seconds.toFixed(1)} s   ${cpu.toFixed(1)} s of all cores   ${gib.toFixed(2)} GiB   ${kept} pairs`,
  );
  return found;
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--threads');
  const threads = at < 0 ? 2 : Number(process.argv[at + 1]);
  const own = process.argv.indexOf('--own');
  if (own >= 0) {
    console.log(JSON.stringify(await ours(process.argv[own + 1], threads)));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
  const taken = watch(threads);
  const rows: object[] = [];
  try {
    const here = fileURLToPath(import.meta.url);
    const peer = (script: string): string => fileURLToPath(new URL(`peers/${script}.py`, import.meta.url));
    for (const [name, example] of [
      ['every cell filled', filled],
      ['silent on most prompts', silentMostly],
    ] as const) {
      const file = join(folder, 'values.f32');
      const values = example();
      const cells = values.reduce((count, value) => count + Number(value !== 0), 0);
      writeFileSync(file, new Uint8Array(values.buffer));
      console.log(
        `${FEATURES} features × ${PROMPTS} prompts, ${name} (${((100 * cells) / values.length).toFixed(1)} % of cells), |r| > ${THRESHOLD}, ${threads} threads`,
      );
      const cofire = measure('cofire', process.execPath, [
        '--import',
        'tsx',
        here,
        '--threads',
        String(threads),
        '--own',
        file,
      ]);
      const peerArgs = [file, String(PROMPTS), String(THRESHOLD), String(threads)];
      const numpy = measure('numpy', '/usr/bin/python3', [peer('correlation'), ...peerArgs]);
      const sparse = example === silentMostly;
      const scipy = sparse
        ? measure('scipy', '/usr/bin/python3', [peer('sparse_correlation'), ...peerArgs])
        : undefined;
      rows.push({ cells: name, cofire, numpy, scipy });
    }
    record('correlation', { ...taken(), features: FEATURES, prompts: PROMPTS, threshold: THRESHOLD, rows });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
