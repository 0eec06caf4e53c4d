/**
 * How a run divides the memory it may use (`--memory`, 4 GiB unless given): the program itself, the weights of the sessions that are
 * open, the database, and batches, which are made as large as what is left allows. Weights are mapped files whose pages the system may
 * take back, yet they are counted whole, since all of them are read for every batch. And how much a process
 * has used (`watchPeakMemory`).
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { StudyError } from './errors.ts';

const MEBIBYTE = 2 ** 20;
export const DEFAULT_MEMORY_BYTES = 4096 * MEBIBYTE;
export const LEAST_MEMORY_BYTES = 512 * MEBIBYTE;
/** Node.js, onnxruntime and DuckDB with the tables of a study: 270 to 350 MiB measured before the first batch. */
export const PROGRAM_BYTES = 384 * MEBIBYTE;
/** Matrix products reach their rate well below this, so a larger batch gains nothing. */
const LARGEST_BATCH_BYTES = 256 * MEBIBYTE;
const LEAST_BATCH_BYTES = 16 * MEBIBYTE;
const LEAST_DATABASE_BYTES = 128 * MEBIBYTE;
const UNITS: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 };

/** What a batch may hold beside `weightBytes` of weights: half of what is left, 256 MiB at most. @throws StudyError below 16 MiB */
export function batchBytes(memoryBytes: number, weightBytes: number): number {
  const batch = Math.min(LARGEST_BATCH_BYTES, Math.floor((memoryBytes - PROGRAM_BYTES - weightBytes) / 2));
  if (batch >= LEAST_BATCH_BYTES) return batch;
  const need = leastMemoryBytes(weightBytes);
  throw new StudyError({
    where: '--memory',
    found: `${formatBytes(memoryBytes)} for weights of ${formatBytes(weightBytes)}`,
    expected: `at least ${formatBytes(need)}`,
    fix: `Run with --memory ${Math.ceil(need / MEBIBYTE)}MiB or more.`,
  });
}

/** The memory from which the smallest batch fits beside weights. */
export function leastMemoryBytes(weightBytes: number): number {
  return PROGRAM_BYTES + weightBytes + 2 * LEAST_BATCH_BYTES;
}

/** What the database may hold before it writes to disk; with less than this DuckDB does not start. */
export function databaseBytes(memoryBytes: number): number {
  return Math.max(LEAST_DATABASE_BYTES, Math.floor(memoryBytes / 4));
}

/** `4GiB` and `4G` are 4 · 2³⁰ bytes, `4GB` is 4 · 10⁹; undefined for anything else. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt])(ib?|b)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, number, unit, kind] = match;
  const base = kind?.toLowerCase() === 'b' ? 1000 : 1024;
  return Math.floor(Number(number) * base ** UNITS[unit.toLowerCase()]);
}

export function formatBytes(nBytes: number): string {
  return nBytes < 1024 * MEBIBYTE
    ? `${Math.ceil(nBytes / MEBIBYTE)} MiB`
    : `${(nBytes / (1024 * MEBIBYTE)).toFixed(1)} GiB`;
}

/**
 * The highest resident memory of this process since a moment. Linux keeps it as VmHWM and resets it on request
 * (https://docs.kernel.org/filesystems/proc.html, clear_refs 5); elsewhere the peak of the whole process stands in.
 *
 * Starts measuring; the returned function gives the peak so far, bytes.
 */
export function watchPeakMemory(proc = '/proc/self'): () => number {
  try {
    writeFileSync(`${proc}/clear_refs`, '5');
    peakOf(proc);
  } catch {
    // Not Linux, or not allowed: the next best measure is the process's own peak, which only ever grows.
    return () => process.resourceUsage().maxRSS * 1024;
  }
  return () => peakOf(proc);
}

function peakOf(proc: string): number {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`${proc}/status`, 'utf8'));
  if (match === null) throw new Error(`${proc}/status: no VmHWM line`);
  return Number(match[1]) * 1024;
}
