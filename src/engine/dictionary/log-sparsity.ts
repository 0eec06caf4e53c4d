/**
 * `sparsity.safetensors` beside a dictionary: log10 of each feature's firing frequency. It decides which features count as live and how the
 * nulls match them, so its content is looked at when the dictionary is opened, and not first after the run's longest stages.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { openSafetensors } from '../model/files/safetensors.ts';
import { readTensor } from '../model/files/tensor-values.ts';
import { checkTensor } from '../model/model-files.ts';
import type { SaeFiles } from './sae-files.ts';

/** log10 of the firing frequency below which a feature is dead: the threshold of SAELens's own tutorials. */
export const DEAD = -9;

/** log10 of a frequency of one, with what float32 makes of 1 + 1e-10. */
const MOST = 1e-6;

/** log10 of each feature's firing frequency, [F] f32; null where the folder has no sparsity.safetensors. @throws StudyError for values that are none */
export async function readLogSparsity({
  folder,
  config,
  configFile,
}: Pick<SaeFiles, 'folder' | 'config' | 'configFile'>): Promise<Float32Array | null> {
  const path = join(folder, 'sparsity.safetensors');
  if (!existsSync(path)) return null;
  const entry = (await openSafetensors(path)).tensors.get('sparsity');
  if (entry === undefined)
    throw new StudyError({ where: path, found: 'no tensor sparsity', expected: 'log10 firing frequency per feature' });
  checkTensor(path, entry, [config.dSae], configFile);
  const values = await readTensor(entry);
  judge(values, `${path}: tensor sparsity`);
  return values;
}

/** Values that a logarithm of a frequency cannot have, and a dictionary in which nothing fires. */
function judge(values: Float32Array, where: string): void {
  const fix =
    'Save log10 of the firing frequencies again (-inf, or -10 as SAELens has it, where a feature never fires), or take the file away: every feature with a decoder row then counts as live.';
  const isBad = (value: number): boolean => Number.isNaN(value) || value > MOST;
  const first = values.findIndex(isBad);
  if (first >= 0) {
    const bad = values.filter(isBad).length;
    const areShares = values.every((value) => value >= 0 && value <= 1);
    const note = areShares ? '; all values lie between 0 and 1, as the frequencies themselves do' : '';
    const found = `${values[first]} for feature ${first}${bad > 1 ? `, the first of ${bad} such values` : ''}${note}`;
    throw new StudyError({ where, found, expected: 'log10 of a frequency: at most 0, or -inf', fix });
  }
  if (liveOf(values) > 0) return;
  throw new StudyError({
    where,
    found: `no feature of ${values.length} that fires more often than 1e${DEAD}`,
    expected: 'a live feature at least',
    fix,
  });
}

/** How many features are not dead. */
export function liveOf(logSparsity: Float32Array): number {
  return logSparsity.filter((value) => value >= DEAD).length;
}
