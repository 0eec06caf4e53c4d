/**
 * An SAE folder in SAELens's layout, old or new: cfg.json, sae_weights.safetensors, and where present sparsity.safetensors
 * (log10 firing frequency per feature) and activation_scaler.json (the factor of `expected_average_only_in`).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import type { ModelConfig } from '../model/config.ts';
import { checkFiniteOnce } from '../model/files/finite.ts';
import { readJsonObject } from '../model/files/json-file.ts';
import { openSafetensors, type Safetensors, type TensorEntry } from '../model/files/safetensors.ts';
import { readTensor } from '../model/files/tensor-values.ts';
import { checkTensor, requireFolder } from '../model/model-files.ts';
import { placeOf, type Site, siteText } from '../model/site.ts';
import { parseSaeCfg } from './cfg.ts';
import type { SaeConfig } from './config.ts';
import { expectedTensors, isAllOnes, SCALING_FACTOR_NAMES } from './weights.ts';

export interface SaeFiles {
  readonly folder: string;
  readonly config: SaeConfig;
  /** By SAELens's names: W_enc, W_dec, b_dec and those of the architecture. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  /** Factor on f before decoding, [F]; null where the file has none or one of all ones. */
  readonly scalingFactor: TensorEntry | null;
  readonly configFile: string;
  readonly weightsFile: string;
}

/** @param prependBos the study file's `sae.prepend_bos`, in place of what cfg.json says */
export async function openSae(folder: string, prependBos?: boolean): Promise<SaeFiles> {
  const configFile = join(folder, 'cfg.json');
  const weightsFile = join(folder, 'sae_weights.safetensors');
  await requireFolder(folder, 'an SAE folder with cfg.json and sae_weights.safetensors');
  const json = await readJsonObject(configFile, "an SAE's configuration in SAELens's layout");
  const parsed = parseSaeCfg(json, { where: configFile, activationScale: await readActivationScale(folder) });
  const config = { ...parsed, prependBos: prependBos ?? parsed.prependBos };
  const opened = await openSafetensors(weightsFile);
  const tensors = select(opened, config, configFile);
  const scalingFactor = await findScalingFactor(opened, config, configFile);
  await checkFiniteOnce(weightsFile, [...tensors.values(), ...(scalingFactor === null ? [] : [scalingFactor])]);
  return { folder, config, tensors, scalingFactor, configFile, weightsFile };
}

/**
 * The dictionary at the sites it names, or an SAE at the same site of block `layer`; checked against the model it is to read.
 * @param key what names the layer, for messages
 */
export function attachSae(sae: SaeFiles, model: ModelConfig, layer?: number, key = 'sae.layer'): SaeFiles {
  const { dIn, transcodes } = sae.config;
  const reads = layer === undefined ? sae.config.reads : { ...sae.config.reads, layer };
  checkWidth('d_in', dIn);
  if (transcodes !== undefined) {
    const { writes, dOut } = transcodes;
    checkWidth('d_out', dOut);
    if (reads.layer !== sae.config.reads.layer)
      refuseSite(key, reads, `${siteText(sae.config.reads)}: a transcoder stays where its files have it`);
    if (placeOf(writes) < placeOf(reads))
      refuseSite(sae.configFile, writes, `a site after ${siteText(reads)}, which the transcoder reads`);
    checkLayer(sae.configFile, writes);
  }
  checkLayer(layer === undefined ? sae.configFile : key, reads);
  return { ...sae, config: { ...sae.config, reads } };

  function checkWidth(name: string, found: number): void {
    if (found === model.dModel) return;
    const expected = `the model's residual width ${model.dModel}`;
    const fix = 'This SAE belongs to another model.';
    throw new StudyError({ where: `${sae.configFile}: ${name}`, found: String(found), expected, fix });
  }

  function checkLayer(where: string, site: Site): void {
    if (site.layer >= model.nLayers) refuseSite(where, site, `a block below n_layer ${model.nLayers} of the model`);
  }
}

function refuseSite(where: string, site: Site, expected: string): never {
  throw new StudyError({ where, found: `hook ${siteText(site)}`, expected });
}

/** log10 of each feature's firing frequency, [F] f32; null where the folder has no sparsity.safetensors. */
export async function readLogSparsity({ folder, config, configFile }: SaeFiles): Promise<Float32Array | null> {
  const path = join(folder, 'sparsity.safetensors');
  if (!existsSync(path)) return null;
  const entry = (await openSafetensors(path)).tensors.get('sparsity');
  if (entry === undefined)
    throw new StudyError({ where: path, found: 'no tensor sparsity', expected: 'log10 firing frequency per feature' });
  checkTensor(path, entry, [config.dSae], configFile);
  return readTensor(entry);
}

function select({ path, tensors }: Safetensors, config: SaeConfig, configFile: string): Map<string, TensorEntry> {
  const selected = new Map<string, TensorEntry>();
  for (const { name, shape } of expectedTensors(config)) {
    const entry = tensors.get(name);
    if (entry === undefined) {
      const expected = `shape [${shape.join(', ')}] for architecture ${config.architecture}`;
      throw new StudyError({ where: path, found: `no tensor ${name}`, expected });
    }
    checkTensor(path, entry, shape, configFile);
    selected.set(name, entry);
  }
  const unknown = [...tensors.keys()].find((name) => !selected.has(name) && !SCALING_FACTOR_NAMES.includes(name));
  if (unknown !== undefined) {
    throw new StudyError({
      where: path,
      found: `an unknown tensor ${unknown}`,
      expected: `those of architecture ${config.architecture}`,
    });
  }
  return selected;
}

/** Files of a certain age hold a factor of all ones, which does nothing; any other must be asked for by cfg.json. */
async function findScalingFactor(
  { path, tensors }: Safetensors,
  config: SaeConfig,
  configFile: string,
): Promise<TensorEntry | null> {
  const entry = SCALING_FACTOR_NAMES.map((name) => tensors.get(name)).find((found) => found !== undefined);
  if (entry === undefined) {
    if (!config.finetuningScalingFactor) return null;
    const expected = `one of ${SCALING_FACTOR_NAMES.join(', ')}, since ${configFile} has finetuning_scaling_factor`;
    throw new StudyError({ where: path, found: 'no scaling factor', expected });
  }
  checkTensor(path, entry, [config.dSae], configFile);
  if (isAllOnes(await readTensor(entry))) return null;
  if (config.finetuningScalingFactor) return entry;
  const expected = `all ones, or finetuning_scaling_factor: true in ${configFile}`;
  throw new StudyError({ where: `${path}: tensor ${entry.name}`, found: 'values other than one', expected });
}

async function readActivationScale(folder: string): Promise<number | undefined> {
  const path = join(folder, 'activation_scaler.json');
  if (!existsSync(path)) return undefined;
  const json = await readJsonObject(path, 'the scaling factor of the activations');
  if (json.has_whitening === true)
    throw new StudyError({ where: path, found: 'whitening', expected: 'a scaling factor alone' });
  const { scaling_factor: scale } = json;
  if (scale === null || scale === undefined) return undefined;
  if (typeof scale !== 'number')
    throw new StudyError({ where: `${path}: scaling_factor`, found: JSON.stringify(scale), expected: 'a number' });
  return scale;
}
