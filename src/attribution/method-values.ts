/**
 * The attribution of every non-zero code of a batch by the study's method:
 *
 * - gradient: f · (d·g), g the gradient at the residual;
 * - integrated-gradients: f · (d·ḡ), ḡ the gradient averaged over the path from no features to all (integrated-gradients.ts);
 * - exact: m(x) − m(x − f·d at its position), each code removed by itself while the error stays.
 *
 * All three agree where the model is linear in the residual.
 */
import type { Batch } from '../model/batches.ts';
import type { Inputs } from '../model/inputs.ts';
import { readTensor } from '../model/tensor-values.ts';
import type { BatchAttribution } from './attribute.ts';
import { openContrasts } from './contrast-runner.ts';
import { openPath } from './integrated-gradients.ts';
import type { AttributionMethod } from './method-names.ts';

export interface MethodRunner {
  /** @param resid [rows, T, D]; @param contrast [rows, D]; @returns one value for each row of `found` */
  values(batch: Batch, resid: Float32Array, contrast: Float32Array, found: BatchAttribution): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openMethod(method: AttributionMethod, inputs: Inputs, threads: number): Promise<MethodRunner> {
  switch (method) {
    case 'gradient':
      return {
        values: async (_batch, _resid, _contrast, found) => found.activation.map((f, i) => f * found.projection[i]!),
        release: async () => {},
      };
    case 'integrated-gradients':
      return openIntegrated(inputs, threads);
    case 'exact':
      return openExact(inputs, threads);
  }
}

async function openIntegrated(inputs: Inputs, threads: number): Promise<MethodRunner> {
  const path = await openPath(inputs, threads);
  const written = await openWritten(inputs);
  return {
    async values({ length }, resid, contrast, found) {
      const mean = await path.meanGradient(resid, contrast);
      return found.activation.map((f, i) => {
        const from = (found.row[i]! * length + found.position[i]!) * written.width;
        return f * found.rowScale[i]! * written.dot(found.feature[i]!, mean, from);
      });
    },
    release: () => path.release(),
  };
}

async function openExact(inputs: Inputs, threads: number): Promise<MethodRunner> {
  const runner = await openContrasts(inputs, threads);
  const written = await openWritten(inputs);
  return {
    async values({ rows, length }, resid, contrast, found) {
      const size = length * written.width;
      const width = written.width;
      const whole = await runner.run(rows.length, length, (row, into, u) => {
        into.set(resid.subarray(row * size, (row + 1) * size));
        u.set(contrast.subarray(row * width, (row + 1) * width));
      });
      const without = await runner.run(found.row.length, length, (i, into, u) => {
        const row = found.row[i]!;
        into.set(resid.subarray(row * size, (row + 1) * size));
        u.set(contrast.subarray(row * width, (row + 1) * width));
        written.subtract(
          found.feature[i]!,
          found.activation[i]! * found.rowScale[i]!,
          into,
          found.position[i]! * width,
        );
      });
      return without.map((value, i) => whole[found.row[i]!]! - value);
    },
    release: () => runner.release(),
  };
}

/** Decoder rows in memory, [F, D]. */
async function openWritten(inputs: Inputs) {
  const entry = inputs.sae.tensors.get('W_dec');
  if (entry === undefined) throw new Error('attribution: the SAE has no W_dec');
  const rows = await readTensor(entry);
  const width = inputs.sae.config.dIn;
  return {
    width,
    /** row · g, g starting at `from`. */
    dot(feature: number, g: Float32Array, from: number): number {
      let sum = 0;
      for (let d = 0; d < width; d++) sum += rows[feature * width + d]! * g[from + d]!;
      return sum;
    },
    /** Subtracts amount · row from a residual that starts at `from`. */
    subtract(feature: number, amount: number, into: Float32Array, from: number): void {
      for (let d = 0; d < width; d++) into[from + d]! -= amount * rows[feature * width + d]!;
    },
  };
}
