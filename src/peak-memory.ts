/**
 * The highest resident memory of this process since a moment. Linux keeps it as VmHWM and resets it on request
 * (https://docs.kernel.org/filesystems/proc.html, clear_refs 5); elsewhere the peak of the whole process stands in.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Starts measuring; the returned function gives the peak so far, bytes. */
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
