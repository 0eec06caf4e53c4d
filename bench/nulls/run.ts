/** Seconds that 1,000 replicates of each decisive null take on two threads, with and without the held-out halves. Prints a table. */
import { directionNull } from '../../src/nulls/directions.ts';
import { DECISIVE } from '../../src/nulls/null-kinds.ts';
import { runNull } from '../../src/nulls/run.ts';
import { HALVES, sharedGradientStudy } from './shared-gradient.ts';

/** Measured replicates; the seconds are scaled to 1,000. */
const REPLICATES = 200;

for (const splits of [[], [HALVES]]) {
  const { ingredients, dictionary } = sharedGradientStudy(splits);
  for (const kind of DECISIVE) {
    const source = directionNull(kind, dictionary);
    if (source === null) throw new Error('bench: no candidates');
    const start = performance.now();
    await runNull(ingredients, source, { replicates: REPLICATES, threads: 2, advance: () => undefined });
    const seconds = ((performance.now() - start) / 1000 / REPLICATES) * 1000;
    console.log(
      `${kind.padEnd(14)} ${splits.length === 0 ? 'network' : 'network and held-out halves'}: ${seconds.toFixed(1)} s`,
    );
  }
}
