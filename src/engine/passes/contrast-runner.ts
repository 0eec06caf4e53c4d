/**
 * The contrast of residuals that were changed in JavaScript: what removing features does, exactly. What stands before the first change
 * is the same in many rows of a prompt and is computed once a run (packed-batch.ts).
 */

import { residualSite } from '../dictionary/dictionary.ts';
import { floats } from '../onnx/runtime.ts';
import { packRuns, UNLIMITED } from './packed-batch.ts';
import { openSession, packFeeds, passGraph } from './pass.ts';
import { MAX_POSITIONS } from './run-limits.ts';
import type { Subject } from './subject.ts';

/** Changed residuals held at a time: 16 MiB. */
const PANEL_VALUES = 2 ** 22;
/** Nothing here has a row over the vocabulary. */
const LIMITS = { ...UNLIMITED, rows: MAX_POSITIONS };

interface ContrastRunner {
  /**
   * m of each row, [rows].
   * @param rows how many; @param length their positions
   * @param fill writes row r's residual into `into` [T, D] and its contrast into `contrast` [D]
   */
  run(
    rows: number,
    length: number,
    fill: (row: number, into: Float32Array, contrast: Float32Array) => void,
  ): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openContrasts(inputs: Subject, threads: number): Promise<ContrastRunner> {
  const graph = passGraph(inputs, {
    name: 'contrast',
    from: residualSite(inputs.dictionary),
    read: [{ kind: 'contrast' }],
  });
  const width = inputs.model.config.dModel;
  const session = await openSession(inputs, graph, threads);
  return {
    async run(rows, length, fill) {
      const values = new Float32Array(rows);
      const size = length * width;
      const most = Math.max(1, Math.floor(PANEL_VALUES / size));
      for (let from = 0; from < rows; from += most) {
        const count = Math.min(most, rows - from);
        const x = new Float32Array(count * size);
        const u = new Float32Array(count * width);
        for (let row = 0; row < count; row++)
          fill(from + row, x.subarray(row * size, (row + 1) * size), u.subarray(row * width, (row + 1) * width));
        const lengths = new Int32Array(count).fill(length);
        for (const pack of packRuns({ values: x, width, lengths }, LIMITS)) {
          const contrasts = rowsOf(u, pack.sequences, width);
          const results = await session.run({
            ...packFeeds(pack, width),
            contrast: { data: contrasts, dims: [pack.sequences.length, width] },
          });
          const found = floats(results, 'contrast_value');
          pack.sequences.forEach((row, b) => {
            values[from + row] = found[b];
          });
        }
      }
      return values;
    },
    release: () => session.release(),
  };
}

function rowsOf(values: Float32Array, rows: Int32Array, width: number): Float32Array {
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, i) => picked.set(values.subarray(row * width, (row + 1) * width), i * width));
  return picked;
}
