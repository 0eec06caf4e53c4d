/**
 * Seconds and memory of the bundled study from nothing to its report, by `cofire run` in a run folder of its own: what `make all` does.
 * Its status lines are shown; bench/results/study.json gets the seconds and memory of each stage.
 * Run: node --import tsx bench/study.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../src/run/manifest.ts';
import { record, watch } from './results.ts';

const THREADS = 2;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
const taken = watch(THREADS);
try {
  const args = ['run', here('../studies/sports.yaml'), '--out', folder, '--threads', String(THREADS)];
  const start = performance.now();
  const { status } = spawnSync(here('../bin/cofire'), args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`cofire ${args.join(' ')}: status ${status}`);
  const { stages } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Manifest;
  const peakMiB = Math.round(Math.max(...stages.map((stage) => stage.peak_rss_bytes)) / 2 ** 20);
  const rows = stages.map(({ stage, seconds: own, peak_rss_bytes: bytes }) => ({ stage, seconds: own, peakMiB: Math.round(bytes / 2 ** 20) })); // biome-ignore format: one line
  record('study', { ...taken(), seconds, peakMiB, stages: rows });
  console.log(`bundled study: ${seconds.toFixed(1)} s, ${peakMiB} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
