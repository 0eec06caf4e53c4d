/**
 * A control model: every matrix of a model's weights with its own entries in another order. What a network of the right shapes with the
 * right weight distributions gives without having learnt anything (the randomised transformers of Heap et al., arXiv 2501.17727). Vectors, which are gains
 * and biases, stay: their entries scale coordinates that the shuffled matrices no longer tell apart.
 *
 * The copy is a folder of its own in the cache, named by what it is made of; the model's folder is not touched.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { random } from '../../../random.ts';
import { sha256, sha256OfPath } from '../../../sha256.ts';
import { temporaryPath } from '../../../temporary-path.ts';
import { SIDE_FILES } from '../tokenizer-files.ts';
import { ITEM_BYTES, readSafetensors, type TensorEntry } from './safetensors.ts';
import { WEIGHTS_INDEX, weightFileNames } from './weight-files.ts';

/** What else a model is read from. */
const BESIDE = ['config.json', WEIGHTS_INDEX, 'tokenizer.json', 'vocab.json', 'merges.txt', ...SIDE_FILES];

/**
 * The folder of the shuffled copy, made at the first call.
 * @param cache where folders of such copies lie
 * @throws StudyError where the weights cannot be read
 */
export function shuffledWeights(model: string, seed: number, cache: string): string {
  const names = weightFileNames(model);
  const made = sha256([seed, ...names.map((name) => sha256OfPath(join(model, name)))].join(' ')).slice(0, 16);
  const folder = join(cache, made);
  if (existsSync(folder)) return folder;
  // Under another name until it is whole: a process that was ended leaves nothing that looks like a model.
  const begun = temporaryPath(folder);
  mkdirSync(begun, { recursive: true });
  try {
    for (const name of BESIDE) if (existsSync(join(model, name))) copyFileSync(join(model, name), join(begun, name));
    for (const name of names) shuffleFile(join(model, name), join(begun, name), seed);
    rename(begun, folder);
  } catch (error) {
    rmSync(begun, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Another process may have been first; both made the same. */
function rename(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true, force: true });
  }
}

function shuffleFile(from: string, to: string, seed: number): void {
  const { tensors } = readSafetensors(from);
  copyFileSync(from, to);
  const file = openSync(to, 'r+');
  try {
    for (const tensor of tensors.values()) if (isMatrix(tensor)) shuffleTensor(file, tensor, seed);
  } finally {
    closeSync(file);
  }
}

function isMatrix({ shape }: TensorEntry): boolean {
  return shape.filter((size) => size > 1).length > 1;
}

function shuffleTensor(file: number, { name, offset, nBytes, dtype }: TensorEntry, seed: number): void {
  const bytes = new Uint8Array(nBytes);
  inChunks(nBytes, (start, length) => readSync(file, bytes, start, length, offset + start));
  shuffleEntries(bytes, ITEM_BYTES[dtype], seed, name);
  inChunks(nBytes, (start, length) => writeSync(file, bytes, start, length, offset + start));
}

/** Fisher-Yates in place over items of some bytes each, whatever their type. */
function shuffleEntries(bytes: Uint8Array, size: number, seed: number, name: string): void {
  const rng = random(seed, 'shuffled-weights', name);
  const held = new Uint8Array(size);
  for (let last = bytes.length / size - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    held.set(bytes.subarray(last * size, (last + 1) * size));
    bytes.copyWithin(last * size, other * size, (other + 1) * size);
    bytes.set(held, other * size);
  }
}

/** Node reads and writes at most 2 GiB at once. */
const CHUNK = 2 ** 30;

function inChunks(nBytes: number, work: (start: number, length: number) => void): void {
  for (let start = 0; start < nBytes; start += CHUNK) work(start, Math.min(CHUNK, nBytes - start));
}
