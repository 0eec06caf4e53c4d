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

/** Least time between two bars, before the first plain line, and between two of them, seconds. */
const BAR_PERIOD = 0.1;
const FIRST_LINE = 3;
const LINE_PERIOD = 10;
const BAR_CELLS = 20;

/** Where progress goes in a real run. */
export function standardError(quiet: boolean): ProgressTarget {
  const mode = quiet ? 'quiet' : process.stderr.isTTY ? 'bar' : 'lines';
  return {
    write: (text) => void process.stderr.write(text),
    now: () => performance.now() / 1000,
    mode,
    width: process.stderr.columns || 80, // a terminal that does not know its size reports 0 columns
  };
}

/** When the next plain line is due: one clock for the bars that follow each other in a stage, which may all be short. */
interface LineClock {
  due: number;
}

export function lineClock(target: ProgressTarget): LineClock {
  return { due: target.now() + FIRST_LINE };
}

/** @param there pieces that an earlier run has done: counted, but left out of the rate */
export function startProgress(
  target: ProgressTarget,
  label: string,
  total: number,
  there = 0,
  clock: LineClock = lineClock(target),
): Progress {
  if (!(total >= 0)) throw new RangeError(`progress of ${label}: total ${total}, expected a count`);
  const start = target.now();
  let count = there;
  let shown = start;
  const state = (): string => describe(count, total, (count - there) / (target.now() - start));
  return {
    advance(n = 1) {
      count += n;
      const now = target.now();
      if (target.mode === 'bar' && now - shown >= BAR_PERIOD) {
        shown = now;
        target.write(`\r\x1b[2K${inOneLine(bar(count, total), label, state(), target.width)}`);
      } else if (target.mode === 'lines' && now >= clock.due) {
        clock.due = now + LINE_PERIOD;
        target.write(`  ${label} ${state()}\n`);
      }
    },
    done() {
      if (target.mode === 'bar') target.write('\r\x1b[2K');
    },
  };
}

/** As much as the terminal holds in one line: the bar goes first, then the end of the label, then what is left of the line. */
function inOneLine(drawn: string, label: string, state: string, width: number): string {
  if (drawn.length + label.length + state.length + 2 <= width) return `${drawn} ${label} ${state}`;
  const room = width - state.length - 1;
  const name = label.length <= room ? label : `${label.slice(0, Math.max(0, room - 1))}…`;
  return (room > 1 ? `${name} ${state}` : state).slice(0, width);
}

/** `1,200/16,000 · 410/s · 36 s left` */
function describe(count: number, total: number, rate: number): string {
  const parts = [`${group(count)}/${group(total)}`];
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
