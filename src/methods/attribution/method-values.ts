/**
 * The attribution of every non-zero code of a batch by the study's method:
 *
 * - gradient: f · (d·g), g the gradient at the residual;
 * - integrated-gradients: f · (d·ḡ), ḡ the gradient averaged over the path from no features to all (integrated-gradients.ts);
 * - exact: m(x) − m(x − f·d at its position), each code removed by itself while the error stays.
 *
 * All three agree where the model is linear in the residual.
 */

import { startsOf } from '../../concatenated.ts';
import { readDecoder } from '../../engine/dictionary/decoder-rows.ts';
import { batchesByLength } from '../../engine/passes/batches.ts';
import { openContrasts } from '../../engine/passes/contrast-runner.ts';
import type { Subject } from '../../engine/passes/subject.ts';
import type { BatchAttribution } from './attribute.ts';
import { openPath } from './integrated-gradients.ts';
import type { AttributionMethod } from './method-names.ts';

interface MethodRunner {
  /** @param resid [M, D]; @param contrast [prompts, D]; @returns one value for each code in `found` */
  values(
    lengths: readonly number[],
    resid: Float32Array,
    contrast: Float32Array,
    found: BatchAttribution,
  ): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openMethod(method: AttributionMethod, inputs: Subject, threads: number): Promise<MethodRunner> {
  switch (method) {
    case 'gradient':
      return {
        values: async (_lengths, _resid, _contrast, found) => found.activation.map((f, i) => f * found.projection[i]),
        release: async () => {},
      };
    case 'integrated-gradients':
      return openIntegrated(inputs, threads);
    case 'exact':
      return openExact(inputs, threads);
  }
}

async function openIntegrated(inputs: Subject, threads: number): Promise<MethodRunner> {
  const path = await openPath(inputs, threads);
  const written = await openWritten(inputs);
  return {
    async values(lengths, resid, contrast, found) {
      const { width } = written;
      const starts = startsOf(lengths, width);
      const means: Float32Array[] = [];
      for (const { rows, length } of batchesByLength(lengths, Number.MAX_SAFE_INTEGER)) {
        const size = length * width;
        const own = new Float32Array(rows.length * size);
        const u = new Float32Array(rows.length * width);
        rows.forEach((row, b) => {
          own.set(resid.subarray(starts[row], starts[row] + size), b * size);
          u.set(contrast.subarray(row * width, (row + 1) * width), b * width);
        });
        const mean = await path.meanGradient(own, u);
        rows.forEach((row, b) => {
          means[row] = mean.subarray(b * size, (b + 1) * size);
        });
      }
      return found.activation.map((f, i) => {
        const mean = means[found.row[i]];
        return f * found.rowScale[i] * written.dot(found.feature[i], mean, found.position[i] * width);
      });
    },
    release: () => path.release(),
  };
}

async function openExact(inputs: Subject, threads: number): Promise<MethodRunner> {
  const runner = await openContrasts(inputs, threads);
  const written = await openWritten(inputs);
  return {
    async values(lengths, resid, contrast, found) {
      const { width } = written;
      const starts = startsOf(lengths, width);
      const values = new Float32Array(found.feature.length);
      let code = 0;
      for (const [prompt, length] of lengths.entries()) {
        const own = resid.subarray(starts[prompt], starts[prompt] + length * width);
        const first = code;
        while (code < values.length && found.row[code] === prompt) code++;
        // Row 0 is the prompt itself.
        const m = await runner.run(1 + code - first, length, (row, into, u) => {
          into.set(own);
          u.set(contrast.subarray(prompt * width, (prompt + 1) * width));
          const i = first + row - 1;
          if (row === 0) return;
          const amount = found.activation[i] * found.rowScale[i];
          written.subtract(found.feature[i], amount, into, found.position[i] * width);
        });
        for (let i = first; i < code; i++) values[i] = m[0] - m[1 + i - first];
      }
      return values;
    },
    release: () => runner.release(),
  };
}

/** Decoder rows in memory, [F, D]. */
async function openWritten(inputs: Subject) {
  const { rows, width } = await readDecoder(inputs.sae);
  return {
    width,
    /** row · g, g starting at `from`. */
    dot(feature: number, g: Float32Array, from: number): number {
      let sum = 0;
      for (let d = 0; d < width; d++) sum += rows[feature * width + d] * g[from + d];
      return sum;
    },
    /** Subtracts amount · row from a residual that starts at `from`. */
    subtract(feature: number, amount: number, into: Float32Array, from: number): void {
      for (let d = 0; d < width; d++) into[from + d] -= amount * rows[feature * width + d];
    },
  };
}
