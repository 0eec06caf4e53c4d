/**
 * Seconds that 1,000 replicates of each decisive null take on two threads, with and without the held-out halves: wall clock, and
 * processor time of all threads, which a busy machine moves less. Prints a table; `bench/nulls/run.ts N` measures N replicates (200).
 */
import { directionNull } from '../../src/nulls/directions.ts';
import { DECISIVE } from '../../src/nulls/null-kinds.ts';
import { runNull } from '../../src/nulls/run.ts';
import { HALVES, sharedGradientStudy } from './shared-gradient.ts';

/** Measured replicates; the seconds are scaled to 1,000. */
const REPLICATES = Number(process.argv[2] ?? 200);
const THREADS = 2;

console.log(`seconds for 1,000 replicates, ${THREADS} threads (from ${REPLICATES})   wall   processor`);
for (const splits of [[], [HALVES]]) {
  const { ingredients, dictionary } = sharedGradientStudy(splits);
  for (const kind of DECISIVE) {
    const source = directionNull(kind, dictionary);
    if (source === null) throw new Error('bench: no candidates');
    const [start, used] = [performance.now(), process.cpuUsage()];
    await runNull(ingredients, source, { replicates: REPLICATES, threads: THREADS, advance: () => undefined });
    const { user, system } = process.cpuUsage(used);
    const [wall, processor] = [(performance.now() - start) / 1e3, (user + system) / 1e6].map((s) => ((s / REPLICATES) * 1000).toFixed(1)); // biome-ignore format: one line
    const what = splits.length === 0 ? 'network' : 'network and held-out halves';
    console.log(`${kind.padEnd(14)} ${what.padEnd(28)} ${wall.padStart(6)} ${processor.padStart(10)}`);
  }
}
