/** Rows that the model has at a site, such as the residual stream at the hook. Positions where prompts begin alike are computed once. */

import type { Site } from '../model/site.ts';
import { floats } from '../onnx/runtime.ts';
import { packWhole } from './packed-batch.ts';
import { openSession, packFeeds, passGraph } from './pass.ts';
import type { Subject } from './subject.ts';

export interface RowReader {
  /** @param rows prompts to read together @returns [positions, W], one prompt after another */
  read(batch: { readonly rows: readonly number[] }): Promise<Float32Array>;
  release(): Promise<void>;
}

/** The residual at the hook. @param tokens of every prompt, indexed by the batches' rows */
export function openResiduals(inputs: Subject, tokens: readonly Int32Array[], threads: number): Promise<RowReader> {
  return openRows(inputs, tokens, { at: inputs.dictionary.reads, width: inputs.model.config.dModel }, threads);
}

/** @param what a site whose values are rows, and how many numbers a row has */
export async function openRows(
  inputs: Subject,
  tokens: readonly Int32Array[],
  { at, width }: { readonly at: Site; readonly width: number },
  threads: number,
): Promise<RowReader> {
  const graph = passGraph(inputs, { name: 'head', from: 'tokens', read: [{ kind: 'tensor', at, name: 'value' }] });
  const session = await openSession(inputs, graph, threads);
  return {
    async read({ rows }) {
      const own = rows.map((row) => tokens[row]);
      const lengths = own.map((ids) => ids.length);
      // Token ids are whole numbers far below 2^24.
      const pack = packWhole({ values: Float32Array.from(own.flatMap((ids) => [...ids])), width: 1, lengths });
      const time = pack.place.length / rows.length;
      const ids = Int32Array.from(pack.place, (place) => pack.rows[place]);
      const { resid: _, ...places } = packFeeds(pack, 1);
      const results = await session.run({ ...places, tokens: { data: ids, dims: [rows.length, time] } });
      const found = floats(results, 'value');
      const values = new Float32Array(lengths.reduce((sum, length) => sum + length, 0) * width);
      let at = 0;
      lengths.forEach((length, b) => {
        for (let t = 0; t < length; t++, at += width) {
          const row = pack.place[b * time + t];
          values.set(found.subarray(row * width, (row + 1) * width), at);
        }
      });
      return values;
    },
    release: () => session.release(),
  };
}
