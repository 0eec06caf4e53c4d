import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shuffledWeights } from '../../../../src/engine/model/files/shuffled-weights.ts';
import { openWeights } from '../../../../src/engine/model/files/weight-files.ts';
import { writeSafetensors } from '../../../../src/engine/model/files/write-safetensors.ts';
import { temporaryFolder } from '../raw-safetensors.ts';

const matrix = Float32Array.from({ length: 60 }, (_, k) => k + 1);
const gain = Float32Array.from({ length: 20 }, (_, k) => -k - 1);

async function modelOf(dtype: 'F32' | 'BF16', parts: boolean): Promise<string> {
  const folder = join(temporaryFolder(), 'model');
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.json'), '{"a":1}');
  const one = { w: { shape: [3, 20], values: matrix, dtype }, row: { shape: [1, 20], values: gain, dtype } };
  const other = { u: { shape: [20, 3], values: matrix, dtype }, g: { shape: [20], values: gain, dtype } };
  if (!parts) await writeSafetensors(join(folder, 'model.safetensors'), { ...one, ...other }, {});
  else {
    await writeSafetensors(join(folder, 'a.safetensors'), one, {});
    await writeSafetensors(join(folder, 'b.safetensors'), other, {});
    const weight_map = { w: 'a.safetensors', row: 'a.safetensors', u: 'b.safetensors', g: 'b.safetensors' };
    writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map }));
  }
  return folder;
}

/** The items of a tensor as they are stored, whatever their type. */
async function stored(folder: string, name: string): Promise<number[]> {
  const entry = (await openWeights(folder)).tensors.get(name);
  if (entry === undefined) throw new Error(`no tensor ${name}`);
  const bytes = readFileSync(entry.file).subarray(entry.offset, entry.offset + entry.nBytes);
  const size = entry.dtype === 'F32' ? 4 : 2;
  return Array.from({ length: bytes.length / size }, (_, k) => bytes.readUIntLE(k * size, size));
}

it.each([
  ['F32', false],
  ['BF16', false],
  ['F32', true],
] as const)('gives every matrix its own entries in another order: %s, in parts %s', async (dtype, parts) => {
  // biome-ignore format: one line
  const model = await modelOf(dtype, parts);
  const copy = shuffledWeights(model, 1, temporaryFolder());
  for (const name of ['w', 'u']) {
    const [before, after] = [await stored(model, name), await stored(copy, name)];
    expect(after).not.toEqual(before);
    expect([...after].sort()).toEqual([...before].sort());
  }
  // Two matrices alike are not shuffled alike.
  expect(await stored(copy, 'w')).not.toEqual(await stored(copy, 'u'));
  for (const name of ['row', 'g']) expect(await stored(copy, name)).toEqual(await stored(model, name));
  expect(readFileSync(join(copy, 'config.json'), 'utf8')).toBe('{"a":1}');
});

it('moves an entry anywhere: over seeds each place holds the first entry about equally often', async () => {
  const model = await modelOf('F32', false);
  const cache = temporaryFolder();
  const places = new Float64Array(60);
  const [first] = await stored(model, 'w');
  for (let seed = 0; seed < 600; seed++)
    places[(await stored(shuffledWeights(model, seed, cache), 'w')).indexOf(first)]++;
  // Ten expected; 30 would be seven standard deviations off.
  expect(Math.max(...places)).toBeLessThan(30);
  expect(places.filter((count) => count === 0).length).toBeLessThan(3);
}, 60_000);

it('is made once for a model and a seed, and leaves nothing half made', async () => {
  const model = await modelOf('F32', false);
  const cache = temporaryFolder();
  const copy = shuffledWeights(model, 1, cache);
  const made = statSync(join(copy, 'model.safetensors')).mtimeMs;
  expect(shuffledWeights(model, 1, cache)).toBe(copy);
  expect(statSync(join(copy, 'model.safetensors')).mtimeMs).toBe(made);
  expect(shuffledWeights(model, 2, cache)).not.toBe(copy);
  writeFileSync(join(model, 'model.safetensors'), 'cut');
  expect(() => shuffledWeights(model, 1, cache)).toThrow(
    /model\.safetensors: 3 bytes, expected the safetensors format/,
  );
  expect(readdirSync(cache).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
