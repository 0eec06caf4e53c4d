/**
 * What the command line costs before it does anything (help and version) and where it does little (check, status, one row by sql), each
 * right after a bare `node -e 0`, so that both see the same machine. The figure is the median of the pairs' ratios, of check that of its time. Prints a table and records bench/results/start.json.
 * Run: node --import tsx bench/main.ts start
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { record, watch } from './results.ts';

const PAIRS = 15;
const PROGRAM = fileURLToPath(new URL('../bin/cofire', import.meta.url));
const STUDY = fileURLToPath(new URL('../studies/sports.yaml', import.meta.url));
const RUN = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
/** What is shown of each, and its words. */
const LINES: readonly (readonly [shown: string, words: readonly string[]])[] = [
  ['--help', ['--help']],
  ['run --help', ['run', '--help']],
  ['--version', ['--version']],
  ['check studies/sports.yaml', ['check', STUDY, '--out', join(RUN, 'none')]],
  ['status RUN', ['status', RUN]],
  ['sql RUN', ['sql', RUN, 'SELECT 1 AS one']],
];

/** Where a workplace has its own certificates, Node.js reads them at every start, 0.1 s: the ratios would flatter cofire. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;

/** Milliseconds of a process from its start to its end. */
function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: ENVIRONMENT });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: status ${status}\n${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// A run to look at; and from then on the code is compiled.
timed([PROGRAM, 'run', STUDY, '--out', RUN, '--to', 'evaluate', '--quiet']);
const taken = watch(1);
const rows = LINES.map(([shown, words]) => {
  const pairs = Array.from({ length: PAIRS }, () => [timed(['-e', '0']), timed([PROGRAM, ...words])] as const);
  const ratios = pairs.map(([bare, own]) => own / bare);
  return {
    what: `cofire ${shown}`,
    milliseconds: median(pairs.map(([, own]) => own)),
    node: median(pairs.map(([bare]) => bare)),
    ratio: median(ratios),
  };
});
for (const { what, milliseconds, node, ratio } of rows)
  console.log(
    `${what.padEnd(34)} ${milliseconds.toFixed(0)} ms, ${ratio.toFixed(2)} × node -e 0 (${node.toFixed(0)} ms)`,
  );
record('start', { ...taken(), pairs: PAIRS, rows });
rmSync(RUN, { recursive: true });
