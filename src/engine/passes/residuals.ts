/** The residual stream at the hook. Positions where prompts begin with the same tokens are computed once. */

import { floats } from '../onnx/runtime.ts';
import { packWhole } from './packed-batch.ts';
import { openSession, packFeeds, passGraph } from './pass.ts';
import type { Subject } from './subject.ts';

interface ResidualReader {
  /** @param rows prompts to read together @returns [positions, D], one prompt after another */
  read(batch: { readonly rows: readonly number[] }): Promise<Float32Array>;
  release(): Promise<void>;
}

/** @param tokens of every prompt, indexed by the batches' rows */
export async function openResiduals(
  inputs: Subject,
  tokens: readonly Int32Array[],
  threads: number,
): Promise<ResidualReader> {
  const at = inputs.dictionary.reads;
  const graph = passGraph(inputs, { name: 'head', from: 'tokens', read: [{ kind: 'tensor', at, name: 'value' }] });
  const session = await openSession(inputs, graph, threads);
  const width = inputs.model.config.dModel;
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
      const resid = new Float32Array(lengths.reduce((sum, length) => sum + length, 0) * width);
      let at = 0;
      lengths.forEach((length, b) => {
        for (let t = 0; t < length; t++, at += width) {
          const row = pack.place[b * time + t];
          resid.set(found.subarray(row * width, (row + 1) * width), at);
        }
      });
      return resid;
    },
    release: () => session.release(),
  };
}
