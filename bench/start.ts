/**
 * What the command line costs before it does anything: help and version, each right after a bare `node -e 0`, so that both see the same
 * machine. The figure is the median of the pairs' ratios. Prints a table and records bench/results/start.json.
 * Run: node --import tsx bench/main.ts start
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { record, watch } from './results.ts';

const PAIRS = 31;
const PROGRAM = fileURLToPath(new URL('../bin/cofire', import.meta.url));
const LINES = [['--help'], ['run', '--help'], ['--version']] as const;

/** Milliseconds of a process from its start to its end. */
function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: status ${status}\n${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const taken = watch(1);
const rows = LINES.map((words) => {
  const pairs = Array.from({ length: PAIRS }, () => [timed(['-e', '0']), timed([PROGRAM, ...words])] as const);
  const ratios = pairs.map(([bare, own]) => own / bare);
  return {
    what: `cofire ${words.join(' ')}`,
    milliseconds: median(pairs.map(([, own]) => own)),
    node: median(pairs.map(([bare]) => bare)),
    ratio: median(ratios),
  };
});
for (const { what, milliseconds, node, ratio } of rows)
  console.log(
    `${what.padEnd(20)} ${milliseconds.toFixed(0)} ms, ${ratio.toFixed(2)} × node -e 0 (${node.toFixed(0)} ms)`,
  );
record('start', { ...taken(), pairs: PAIRS, rows });
