/**
 * Progress of long work, on standard error: a bar with rate and time left on a terminal, a plain line now and then
 * otherwise (logs, CI), nothing with --quiet. Time and output are passed in, so that tests need no clock.
 */
export interface Progress {
  /** `n` more pieces are done. */
  advance(n?: number): void;
  /** No more will come: clears the bar. */
  done(): void;
}

export type ProgressMode = 'bar' | 'lines' | 'quiet';

export interface ProgressTarget {
  write(text: string): void;
  /** Seconds, from any origin. */
  now(): number;
  readonly mode: ProgressMode;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Least time between two bars, and between two plain lines, seconds. */
const BAR_PERIOD = 0.1;
const LINE_PERIOD = 10;
const BAR_CELLS = 20;

/** Where progress goes in a real run. */
export function standardError(quiet: boolean): ProgressTarget {
  const mode = quiet ? 'quiet' : process.stderr.isTTY ? 'bar' : 'lines';
  return {
    write: (text) => void process.stderr.write(text),
    now: () => performance.now() / 1000,
    mode,
    width: process.stderr.columns ?? 80,
  };
}

/** @param there pieces that an earlier run has done: counted, but left out of the rate */
export function startProgress(target: ProgressTarget, label: string, total: number, there = 0): Progress {
  if (!(total >= 0)) throw new RangeError(`progress of ${label}: total ${total}, expected a count`);
  const start = target.now();
  let count = there;
  let shown = start;
  const line = (): string => describe(label, count, total, (count - there) / (target.now() - start));
  return {
    advance(n = 1) {
      count += n;
      const now = target.now();
      if (target.mode === 'quiet' || now - shown < (target.mode === 'bar' ? BAR_PERIOD : LINE_PERIOD)) return;
      shown = now;
      if (target.mode === 'bar') target.write(`\r\x1b[2K${bar(count, total)} ${line()}`.slice(0, target.width + 4));
      else target.write(`  ${line()}\n`);
    },
    done() {
      if (target.mode === 'bar') target.write('\r\x1b[2K');
    },
  };
}

/** `steer 1,200/16,000 · 410/s · 36 s left` */
function describe(label: string, count: number, total: number, rate: number): string {
  const parts = [`${label} ${group(count)}/${group(total)}`];
  if (rate > 0 && rate < Infinity) {
    parts.push(`${rate >= 10 ? group(Math.round(rate)) : rate.toPrecision(2)}/s`);
    if (count < total) parts.push(`${formatSeconds((total - count) / rate)} left`);
  }
  return parts.join(' · ');
}

function bar(count: number, total: number): string {
  const filled = total === 0 ? BAR_CELLS : Math.min(BAR_CELLS, Math.floor((count / total) * BAR_CELLS));
  return `[${'='.repeat(filled)}${' '.repeat(BAR_CELLS - filled)}]`;
}

/** `0.4 s`, `36 s`, `4 min 10 s`, `2 h 05 min` */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (n: number) => String(n).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** 16000 → 16,000 */
export function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
