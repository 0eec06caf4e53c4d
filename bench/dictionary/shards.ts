/** Shards as stage `attribute` leaves them, of given values: each cell at one of 11 positions, half of them with another value before it. */
import { openShards } from '../../src/run/shards.ts';

/** Positions of a prompt, and prompts of a shard. */
export const POSITIONS = 11;
const TOGETHER = 50;
/** Width of a gradient row, as in GPT-2 small. */
const WIDTH = 768;

/** `values` [P, F] row-major; `hash` names the folder. */
export function writeShards(out: string, hash: string, values: Float32Array, prompts: number): void {
  const features = values.length / prompts;
  const batches = Array.from({ length: Math.ceil(prompts / TOGETHER) }, (_, k) =>
    Array.from({ length: Math.min(TOGETHER, prompts - k * TOGETHER) }, (_, row) => k * TOGETHER + row),
  );
  const folder = openShards(out, 'attribute', hash, { batches: batches.map((rows) => ({ rows })) });
  for (const [index, rows] of batches.entries()) {
    const cells: { row: number; position: number; feature: number; value: number }[] = [];
    for (const [row, prompt] of rows.entries()) {
      for (let feature = 0; feature < features; feature++) {
        const value = values[prompt * features + feature];
        if (value === 0) continue;
        const position = (7 * prompt + 3 * feature) % POSITIONS;
        if (position > 0 && feature % 2 === 0) cells.push({ row, position: 0, feature, value: value / 3 });
        cells.push({ row, position, feature, value });
      }
    }
    const places = rows.length * POSITIONS;
    const ints = (data: Int32Array) => ({ data, dims: [data.length] });
    const floats = (data: Float32Array) => ({ data, dims: [data.length] });
    const sums = new Float32Array(places);
    for (const { row, position, value } of cells) sums[row * POSITIONS + position] += value;
    folder.write(index, {
      prompt: ints(Int32Array.from(rows)),
      length: ints(Int32Array.from(rows, () => POSITIONS)),
      contrast: floats(Float32Array.from(rows, () => 1)),
      bias: floats(new Float32Array(places)),
      error: floats(new Float32Array(places)),
      total: floats(sums),
      ones_gradient: floats(new Float32Array(places)),
      gradient: { data: new Float32Array(places * WIDTH).fill(0.01), dims: [places, WIDTH] },
      row: ints(Int32Array.from(cells, ({ row }) => row)),
      position: ints(Int32Array.from(cells, ({ position }) => position)),
      feature: ints(Int32Array.from(cells, ({ feature }) => feature)),
      activation: floats(Float32Array.from(cells, () => 1)),
      projection: floats(Float32Array.from(cells, ({ value }) => value)),
      attribution: floats(Float32Array.from(cells, ({ value }) => value)),
    });
  }
}
