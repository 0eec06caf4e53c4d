/**
 * An SAE folder in SAELens's layout, old or new: cfg.json, sae_weights.safetensors, and where present sparsity.safetensors
 * (log10 firing frequency per feature) and activation_scaler.json (the factor of `expected_average_only_in`).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';
import type { ModelConfig } from '../model/config.ts';
import { checkFiniteOnce } from '../model/files/finite.ts';
import { readJsonObject } from '../model/files/json-file.ts';
import { nearestTensor } from '../model/files/nearest-tensor.ts';
import { nameText, openSafetensors, type Safetensors, type TensorEntry } from '../model/files/safetensors.ts';
import { readScalar, readTensor } from '../model/files/tensor-values.ts';
import { checkTensor, requireFolder } from '../model/model-files.ts';
import { placeOf, type Site, siteText } from '../model/site.ts';
import { parseSaeCfg } from './cfg.ts';
import type { SaeConfig } from './config.ts';
import { readLogSparsity } from './log-sparsity.ts';
import { isForeignCfg, missingFile } from './other-layouts.ts';
import { expectedTensors, isAllOnes, SCALING_FACTOR_NAMES } from './weights.ts';

/** θ of a BatchTopK SAE. */
const THRESHOLD = 'topk_threshold';

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

/**
 * @param prependBos the study file's `sae.prepend_bos`, in place of what cfg.json says
 * @param width of the model's residual: a dictionary of another one is another model's, whatever else is wrong with it
 */
export async function openSae(folder: string, prependBos?: boolean, width?: number): Promise<SaeFiles> {
  const configFile = join(folder, 'cfg.json');
  const weightsFile = join(folder, 'sae_weights.safetensors');
  await requireFolder(folder, 'an SAE folder with cfg.json and sae_weights.safetensors');
  for (const name of ['cfg.json', 'sae_weights.safetensors'])
    if (!existsSync(join(folder, name))) throw missingFile(folder, name);
  const json = await readJsonObject(configFile, "an SAE's configuration in SAELens's layout");
  if (isForeignCfg(json)) throw missingFile(folder, 'cfg.json');
  const parsed = parseSaeCfg(json, { where: configFile, activationScale: await readActivationScale(folder) });
  if (width !== undefined) checkWidth(configFile, 'd_in', parsed.dIn, width);
  const opened = await openSafetensors(weightsFile);
  const config = { ...parsed, prependBos: prependBos ?? parsed.prependBos, ...(await fromWeights(opened, parsed)) };
  const tensors = select(opened, config, configFile);
  const scalingFactor = await findScalingFactor(opened, config, configFile);
  await checkFiniteOnce(weightsFile, [...tensors.values(), ...(scalingFactor === null ? [] : [scalingFactor])]);
  await readLogSparsity({ folder, config, configFile });
  return { folder, config, tensors, scalingFactor, configFile, weightsFile };
}

/**
 * The dictionary at the sites it names, or an SAE at the same site of block `layer`; checked against the model it is to read.
 * @param key what names the layer, for messages
 */
export function attachSae(sae: SaeFiles, model: ModelConfig, layer?: number, key = 'sae.layer'): SaeFiles {
  const { dIn, transcodes } = sae.config;
  const reads = layer === undefined ? sae.config.reads : { ...sae.config.reads, layer };
  checkWidth(sae.configFile, 'd_in', dIn, model.dModel);
  if (transcodes !== undefined) {
    const { writes, dOut } = transcodes;
    checkWidth(sae.configFile, 'd_out', dOut, model.dModel);
    if (reads.layer !== sae.config.reads.layer)
      refuseSite(key, reads, `${siteText(sae.config.reads)}: a transcoder stays where its files have it`);
    if (placeOf(writes) < placeOf(reads))
      refuseSite(sae.configFile, writes, `a site after ${siteText(reads)}, which the transcoder reads`);
    checkLayer(sae.configFile, writes);
  }
  checkLayer(layer === undefined ? sae.configFile : key, reads);
  return { ...sae, config: { ...sae.config, reads } };

  function checkLayer(where: string, site: Site): void {
    if (site.layer >= model.nLayers) refuseSite(where, site, `a block below n_layer ${model.nLayers} of the model`);
  }
}

function checkWidth(configFile: string, name: string, found: number, width: number): void {
  if (found === width) return;
  const expected = `the model's residual width ${width}`;
  const fix = 'This SAE belongs to another model.';
  throw new StudyError({ where: `${configFile}: ${name}`, found: String(found), expected, fix });
}

function refuseSite(where: string, site: Site, expected: string): never {
  throw new StudyError({ where, found: `hook ${siteText(site)}`, expected });
}

/** How many bytes of the one number that batchtopk keeps. */
const SCALAR_TYPES = ['F32', 'F16', 'BF16', 'F64'];

/** What training checkpoints say in their weights. @throws StudyError where they lack it */
async function fromWeights({ path, tensors }: Safetensors, config: SaeConfig): Promise<Partial<SaeConfig>> {
  if (config.architecture === 'jumprelu' && !tensors.has('threshold') && tensors.has('log_threshold'))
    return { logThreshold: true };
  if (config.architecture !== 'batchtopk') return {};
  const entry = tensors.get(THRESHOLD);
  const expected = 'the one number that a code must exceed, kept while a BatchTopK SAE is trained';
  const fix =
    'Save the SAE for inference: sae.save_inference_model(folder) in SAELens makes it a jumprelu with that threshold.';
  if (entry === undefined)
    throw new StudyError({
      where: path,
      found: `a training checkpoint (batchtopk) without tensor ${THRESHOLD}`,
      expected,
      fix,
    });
  const where = `${path}: tensor ${THRESHOLD}`;
  if (entry.shape.some((extent) => extent !== 1) || !SCALAR_TYPES.includes(entry.dtype))
    throw new StudyError({ where, found: `${entry.dtype} of shape [${entry.shape.join(', ')}]`, expected, fix });
  const value = await readScalar(entry);
  if (!Number.isFinite(value) || value < 0)
    throw new StudyError({ where, found: String(value), expected: `${expected}: at least 0`, fix });
  return { topkThreshold: value };
}

function select({ path, tensors }: Safetensors, config: SaeConfig, configFile: string): Map<string, TensorEntry> {
  const selected = new Map<string, TensorEntry>();
  for (const { name, shape } of expectedTensors(config)) {
    const entry = tensors.get(name);
    if (entry === undefined) {
      const expected = `shape [${shape.join(', ')}] for architecture ${config.architecture}`;
      const own = new Set(expectedTensors(config).map((tensor) => tensor.name));
      const fix = nearestTensor(
        name,
        [...tensors.keys()].filter((other) => !own.has(other)),
      );
      throw new StudyError({ where: path, found: `no tensor ${name}`, expected, ...(fix !== undefined && { fix }) });
    }
    checkTensor(path, entry, shape, configFile);
    selected.set(name, entry);
  }
  const beside = config.architecture === 'batchtopk' ? [...SCALING_FACTOR_NAMES, THRESHOLD] : SCALING_FACTOR_NAMES;
  const unknown = [...tensors.keys()].find((name) => !selected.has(name) && !beside.includes(name));
  if (unknown !== undefined) {
    throw new StudyError({
      where: path,
      found: `an unknown tensor ${nameText(unknown)}`,
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
    const expected = `one of ${SCALING_FACTOR_NAMES.join(', ')}, since ${configFile} has finetuning_scaling_factor: a factor for every feature, fitted after training`;
    const fix =
      'Save the weights with that tensor; or set finetuning_scaling_factor: false in cfg.json, where the SAE was never fitted so (SAELens goes on without one in silence).';
    throw new StudyError({ where: path, found: 'no scaling factor', expected, fix });
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
    throw new StudyError({ where: `${path}: scaling_factor`, found: shown(scale), expected: 'a number' });
  return scale;
}
