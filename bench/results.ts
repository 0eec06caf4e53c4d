/**
 * bench/results/<name>.json: what a bench measured, with date, machine and load. The tables of docs/speed.md are made of these files
 * (figures.ts), so they are written again whenever one is.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeAtomic } from '../src/write-atomic.ts';
import { withFigures } from './figures.ts';

const FOLDER = fileURLToPath(new URL('results/', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/speed.md', import.meta.url));

interface Circumstances {
  readonly date: string;
  readonly machine: { readonly cpu?: string; readonly cores: number; readonly threads: number; readonly node: string };
  /** Mean number of running processes before and after. Above the number of threads, others were at work, and the clock says little. */
  readonly load: readonly number[];
}

/** To be called before the work, the function it returns after it. */
export function watch(threads: number): () => Circumstances {
  const before = loadavg()[0];
  return () => ({
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, threads, node: process.version },
    load: [before, loadavg()[0]],
  });
}

/** Puts these keys into a result file and leaves its other ones; then the tables of docs/speed.md anew. */
export function record(name: string, keys: object): void {
  const before = (readResult(name) ?? {}) as object;
  writeAtomic(`${FOLDER}${name}.json`, `${JSON.stringify({ ...before, ...keys }, null, 2)}\n`);
  writeFigures();
}

/** A result, or undefined where that bench has never been run. */
export function readResult(name: string): unknown {
  const file = `${FOLDER}${name}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function writeFigures(): void {
  writeAtomic(PAGE, withFigures(readFileSync(PAGE, 'utf8'), readResult));
}
