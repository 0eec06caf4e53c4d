/**
 * How time and memory grow with prompts, features of the SAE, interventions and layers: one of them is varied at a time around a
 * GPT-2-shaped model half as wide as GPT-2 small, each measurement in a process of its own. Times are the processor's, over all
 * threads. Prints a table with the slope of log time against log size (1 is linear) and how many times the measured seconds `cofire check`
 * would have predicted, and writes bench/results/growth.json and the table of docs/cost.md.
 * Run: node --import tsx bench/growth.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomic } from '../src/write-atomic.ts';
import { GPT2_SMALL, writeSynthetic } from './engine/synthetic.ts';
import { withGrowth } from './growth-table.ts';
import { record, watch } from './results.ts';
import { slope } from './slope.ts';

interface Point {
  readonly prompts: number;
  readonly features: number;
  readonly interventions: number;
  readonly layers: number;
}

/** Processor seconds over all threads, and memory. */
interface Measured {
  readonly openingSeconds: number;
  readonly attributionSeconds: number;
  readonly attributionMiB: number;
  readonly steeringSeconds: number;
  readonly peakMiB: number;
  /** Processor seconds as `cofire check` estimates them from the rate of one thread. */
  readonly predictedAttribution: number;
  readonly predictedSteering: number;
}

const BASE: Point = { prompts: 50, features: 8192, interventions: 40, layers: 6 };
const VARIED: Readonly<Record<keyof Point, readonly number[]>> = {
  prompts: [25, 50, 100, 200],
  features: [4096, 8192, 16_384, 24_576],
  interventions: [20, 40, 80, 160],
  layers: [4, 6, 9, 12],
};
const [WIDTH, HEADS, LENGTH] = [384, 6, 11];
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The SAE reads the middle of the model. */
async function measure(folder: string, { prompts, features, interventions, layers }: Point): Promise<Measured> {
  const config = { ...GPT2_SMALL, n_layer: layers, n_embd: WIDTH, n_head: HEADS };
  const { model, sae } = await writeSynthetic(folder, { config, layer: Math.floor(layers / 2), features });
  const args = [model, sae, ...[prompts, LENGTH, interventions].map(String)];
  const command = ['--import', 'tsx', here('engine/growth.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`growth: status ${status}\n${stderr}`);
  return JSON.parse(stdout) as Measured;
}

const folder = mkdtempSync(join(tmpdir(), 'cofire-growth-'));
const taken = watch(2);
try {
  const rows: (Point & Measured & { varied: keyof Point })[] = [];
  const slopes: Record<string, { attribution: number; steering: number }> = {};
  console.log('varied              size   opening  attribution  predicted  steering  predicted  peak memory');
  for (const varied of Object.keys(VARIED) as (keyof Point)[]) {
    for (const size of VARIED[varied]) {
      const point = { ...BASE, [varied]: size };
      const found = await measure(folder, point);
      rows.push({ varied, ...point, ...found });
      const { openingSeconds, attributionSeconds, steeringSeconds, predictedAttribution, predictedSteering } = found;
      const times = [openingSeconds, attributionSeconds, steeringSeconds].map((seconds) => `${seconds.toFixed(1)} s`);
      const ratios = [predictedAttribution / attributionSeconds, predictedSteering / steeringSeconds].map(
        (ratio) => `${ratio.toFixed(2)} ×`,
      );
      console.log(
        `${varied.padEnd(14)}${String(size).padStart(10)}${times[0].padStart(10)}${times[1].padStart(13)}${ratios[0].padStart(11)}${times[2].padStart(10)}${ratios[1].padStart(11)}${`${found.peakMiB} MiB`.padStart(13)}`,
      );
    }
    const own = rows.filter((row) => row.varied === varied);
    slopes[varied] = {
      attribution: slope(own.map((row) => [row[varied], row.attributionSeconds])),
      steering: slope(own.map((row) => [row[varied], row.steeringSeconds])),
    };
    const { attribution, steering } = slopes[varied];
    console.log(`${'  slope'.padEnd(34)}${attribution.toFixed(2).padStart(13)}${steering.toFixed(2).padStart(21)}`);
  }
  record('growth', { ...taken(), base: BASE, width: WIDTH, length: LENGTH, slopes, rows });
  const page = here('../docs/cost.md');
  writeAtomic(page, withGrowth(readFileSync(page, 'utf8'), rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
