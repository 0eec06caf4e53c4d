/**
 * The files that hold a model's weights: model.safetensors, or the parts that model.safetensors.index.json names in its
 * `weight_map` {tensor: file}, which transformers writes for models above a few gigabytes. Where both are there the one file counts.
 * https://huggingface.co/docs/transformers/big_models
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../../errors.ts';
import { shown } from '../../../shown.ts';
import { readJsonFile } from './json-file.ts';
import { nameText, openSafetensors, type TensorEntry } from './safetensors.ts';

export const WEIGHTS = 'model.safetensors';
export const WEIGHTS_INDEX = 'model.safetensors.index.json';

export interface WeightFiles {
  /** The one file, or the index of several; for messages. */
  readonly where: string;
  /** As the folder names them. */
  readonly paths: readonly string[];
  /** By the spelling in the files. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  /** The file a tensor lies in, as the folder names it. */
  pathOf(entry: TensorEntry): string;
}

/** Names of a folder's weight files; none where it has neither form. @throws StudyError for an index that cannot be read */
export function weightFileNames(folder: string): string[] {
  if (existsSync(join(folder, WEIGHTS))) return [WEIGHTS];
  return existsSync(join(folder, WEIGHTS_INDEX)) ? partNames(join(folder, WEIGHTS_INDEX)) : [];
}

export async function openWeights(folder: string): Promise<WeightFiles> {
  const names = weightFileNames(folder);
  if (names.length === 0) throw missingWeights(folder);
  const where = join(folder, names.length === 1 && names[0] === WEIGHTS ? WEIGHTS : WEIGHTS_INDEX);
  const tensors = new Map<string, TensorEntry>();
  const pathOf = new Map<string, string>();
  for (const name of names) {
    const opened = await openSafetensors(join(folder, name));
    for (const [tensor, entry] of opened.tensors) {
      if (tensors.has(tensor)) {
        const found = `tensor ${nameText(tensor)} in ${name} and in another part`;
        throw new StudyError({ where, found, expected: 'each tensor in one file' });
      }
      tensors.set(tensor, entry);
      pathOf.set(entry.file, opened.path);
    }
  }
  return {
    where,
    paths: names.map((name) => join(folder, name)),
    tensors,
    pathOf: ({ file }) => pathOf.get(file) ?? file,
  };
}

function partNames(index: string): string[] {
  const refuse = (found: string): StudyError =>
    new StudyError({ where: index, found, expected: 'a weight_map from tensors to safetensors files beside it' });
  const { weight_map: map } = readJsonFile(index, 'a weight_map from tensors to safetensors files beside it');
  if (typeof map !== 'object' || map === null) throw refuse('no weight_map');
  const names = [...new Set<unknown>(Object.values(map))];
  // They become paths and addresses.
  const isPart = (name: unknown): name is string =>
    typeof name === 'string' && /^[\w-][\w.-]*\.safetensors$/.test(name);
  if (names.length === 0 || !names.every(isPart)) throw refuse(`files ${shown(names)}`);
  return names.sort();
}

function missingWeights(folder: string): StudyError {
  const others = ['pytorch_model.bin', 'pytorch_model.bin.index.json', 'tf_model.h5', 'flax_model.msgpack'];
  const other = others.find((name) => existsSync(join(folder, name)));
  return new StudyError({
    where: join(folder, WEIGHTS),
    found: other === undefined ? 'no such file' : `no such file, but ${other}`,
    expected: `the weights as safetensors, in one file or in parts with ${WEIGHTS_INDEX}`,
    fix: 'Save the model with transformers: model.save_pretrained(folder).',
  });
}
