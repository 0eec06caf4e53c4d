/**
 * Seconds that 1,000 replicates of each decisive null take on two threads, with and without the held-out halves: wall clock, and
 * processor time of all threads, which a busy machine moves less. Prints a table and writes bench/results/nulls.json; `bench/nulls/run.ts N` measures N replicates (200).
 */

import { attributionsOf } from '../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { directionNull } from '../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { openProjector } from '../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { DECISIVE } from '../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { type MatchedInput, matchedTo, type NullInput } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { runNull } from '../../pipeline/cooccurrence/kernels/nulls/run-null.ts';
import { takeDecoderRows } from '../../src/engine/dictionary/decoder-rows.ts';
import { record, watch } from '../results.ts';
import { HALVES, sharedGradientStudy } from './shared-gradient.ts';

/** Measured replicates; the seconds are scaled to 1,000. */
const REPLICATES = Number(process.argv[2] ?? 200);
const THREADS = 2;

const taken = watch(THREADS);
const rows: object[] = [];
console.log(`seconds for 1,000 replicates, ${THREADS} threads (from ${REPLICATES})   wall   processor`);
for (const splits of [[], [HALVES]]) {
  const { nullInput, dictionary } = sharedGradientStudy(splits);
  const matched = await matchedToOwn(nullInput, takeDecoderRows(dictionary.decoder, dictionary.selected));
  for (const kind of DECISIVE) {
    const source = directionNull(kind, dictionary);
    if (typeof source === 'string') throw new Error(`bench: ${source}`);
    const [start, used] = [performance.now(), process.cpuUsage()];
    await runNull(matched, source, { replicates: REPLICATES, threads: THREADS, advance: () => undefined });
    const { user, system } = process.cpuUsage(used);
    const scaled = 1000 / REPLICATES;
    const seconds = ((performance.now() - start) / 1e3) * scaled;
    const cpu = ((user + system) / 1e6) * scaled;
    const halves = splits.length > 0;
    rows.push({ kind, halves, seconds, cpu });
    const what = halves ? 'network and held-out halves' : 'network';
    console.log(
      `${kind.padEnd(14)} ${what.padEnd(28)} ${seconds.toFixed(1).padStart(6)} ${cpu.toFixed(1).padStart(10)}`,
    );
  }
}
record('nulls', { ...taken(), replicates: REPLICATES, rows });

/** To the network that the features' own directions make. */
async function matchedToOwn(nullInput: NullInput, own: Float32Array): Promise<MatchedInput> {
  const { codes, rule, gradient } = nullInput;
  const projector = await openProjector(gradient, 1);
  const values = attributionsOf(codes, await projector.project(own), rule);
  await projector.release();
  return matchedTo({ rows: codes.prompts, cols: codes.features, values }, nullInput);
}
