/**
 * A SAELens `cfg.json`, of any version, as one exact `SaeConfig`.
 *
 * Two formats. From 6.0 the options stand at the top and the model's facts under `metadata`. Before, everything stands at
 * the top under older names, with defaults that a reader must know. Followed, and checked against its tests' expectations:
 * https://github.com/decoderesearch/SAELens/blob/main/sae_lens/loading/pretrained_sae_loaders.py (handle_pre_6_0_config)
 *
 * An architecture or option not known here is an error. A TopK SAE read as ReLU still reconstructs something, only badly
 * (SAELens issue 553), so nothing falls back.
 */
import { StudyError } from '../../errors.ts';
import { PythonNumber, shown } from '../../shown.ts';
import { isRecord } from '../model/files/json-text.ts';
import { siteText } from '../model/site.ts';
import { ARCHITECTURE_NAMES, architectureOf } from './architectures/architectures.ts';
import type { Normalization, SaeConfig } from './config.ts';
import { Fields, type Json } from './fields.ts';
import { siteOfHook } from './hook-name.ts';
import { factsOf, isBeforeSix, modernise } from './legacy-cfg.ts';

const NORMALIZATIONS = ['none', 'constant_norm_rescale', 'layer_norm', 'expected_average_only_in'] as const;
const DTYPES: readonly SaeConfig['dtype'][] = ['float32', 'float16', 'bfloat16'];

/** Top-level keys of the 6.0 format that describe the SAE, and those that only its training read. */
const KEYS = new Set(
  `d_in d_sae dtype device apply_b_dec_to_input normalize_activations reshape_activations architecture metadata k
  rescale_acts_by_decoder_norm norm_scaling_factor sae_lens_version
  l1_coefficient lp_norm l1_warm_up_steps l0_coefficient l0_warm_up_steps pre_act_loss_coefficient aux_loss_coefficient
  decoder_init_norm noise_std use_sparse_activations jumprelu_init_threshold jumprelu_bandwidth jumprelu_sparsity_loss_mode
  jumprelu_tanh_scale topk_threshold_lr
  matryoshka_widths use_matryoshka_aux_loss include_outer_loss detach_matryoshka_losses
  hook_name hook_layer hook_head_index prepend_bos model_name dataset_path context_size neuronpedia_id sae_lens_training_version
  model_from_pretrained_kwargs exclude_special_tokens seqpos_slice`.split(/\s+/),
);

/** Facts from outside cfg.json. */
interface CfgContext {
  /** The file's path, for messages. */
  readonly where: string;
  /** `scaling_factor` of an `activation_scaler.json` beside the weights. */
  readonly activationScale?: number;
}

export function parseSaeCfg(json: Json, context: CfgContext): SaeConfig {
  const metadata = isRecord(json.metadata) ? json.metadata : {};
  const version = json.sae_lens_version ?? metadata.sae_lens_version;
  const legacy = hasVersion(version) || !('hook_name' in metadata) ? isBeforeSix(version, context.where) : false;
  const { options, facts } = legacy
    ? modernise(json, metadata, context.where)
    : { options: asInference(json), facts: factsOf(json, metadata, context.where) };
  if (!legacy) refuseUnknownKeys(options, context.where);
  const field = new Fields(options, context.where);
  const fact = new Fields(facts, legacy ? context.where : `${context.where}: metadata`);

  const architecture = field.oneOf('architecture', ARCHITECTURE_NAMES);
  const normalize = field.oneOf('normalize_activations', NORMALIZATIONS, 'none');
  const reshape = field.text('reshape_activations', 'none');
  if (reshape !== 'none') throw field.refuse('reshape_activations', '"none": SAEs of attention heads are not read');
  const head = facts.hook_head_index ?? null;
  if (head !== null) throw fact.refuse('hook_head_index', 'null: SAEs of attention heads are not read');
  const reads = siteOfHook(facts.hook_name, facts.hook_layer, context.where);
  const layer = facts.hook_layer ?? reads.layer;
  if (layer !== reads.layer) throw fact.refuse('hook_layer', `${reads.layer} as in the hook's name ${siteText(reads)}`);

  const dSae = field.count('d_sae');
  const { choosesK, rescales } = architectureOf(architecture);
  const k = choosesK ? field.count('k') : null;
  if (k !== null && k > dSae) throw field.refuse('k', `at most d_sae (${dSae})`);
  const rescale = field.flag('rescale_acts_by_decoder_norm', false);
  if (rescale && !rescales)
    throw field.refuse('rescale_acts_by_decoder_norm', `false for architecture ${architecture}`);
  if (rescale && normalize === 'expected_average_only_in') {
    throw field.refuse(
      'rescale_acts_by_decoder_norm',
      'false together with expected_average_only_in: save the SAE with the factor folded in',
    );
  }
  return {
    architecture,
    dIn: field.count('d_in'),
    dSae,
    reads,
    k,
    rescaleActsByDecoderNorm: rescale,
    applyBDecToInput: field.flag('apply_b_dec_to_input', true),
    normalization: normalize === 'expected_average_only_in' ? 'none' : (normalize satisfies Normalization),
    inputScale: normalize === 'expected_average_only_in' ? expectedScale(field, context) : 1,
    finetuningScalingFactor: field.flag('finetuning_scaling_factor', false),
    prependBos: fact.flag('prepend_bos', true),
    center: centering(facts.model_from_pretrained_kwargs, context.where),
    dtype: parseDtype(field),
    ...trainedWithout(facts),
    origin: {
      format: legacy ? 'before 6.0' : '6.0',
      modelName: fact.text('model_name', null),
      datasetPath: fact.text('dataset_path', null),
      contextSize: typeof facts.context_size === 'number' ? facts.context_size : null,
      neuronpediaId: fact.text('neuronpedia_id', null),
    },
  };
}

function hasVersion(version: unknown): boolean {
  return version !== undefined && version !== null && version !== '';
}

/** A checkpoint of training under the name of what SAELens would save it as. */
function asInference(json: Json): Json {
  return json.architecture === 'matryoshka_batchtopk' ? { ...json, architecture: 'batchtopk' } : json;
}

/** What the training never saw; nothing where it saw all. */
function trainedWithout({
  exclude_special_tokens: special,
  seqpos_slice: slice,
}: Json): Pick<SaeConfig, 'trainedWithout'> {
  const without: string[] = [];
  if (special === true || (Array.isArray(special) && special.length > 0)) without.push('special tokens');
  if (Array.isArray(slice) && slice.some((edge) => typeof edge === 'number' && edge !== 0))
    without.push(
      `positions outside the slice [${slice.map((edge) => (typeof edge === 'number' ? edge : '')).join(':')}]`,
    );
  return without.length === 0 ? {} : { trainedWithout: without };
}

function refuseUnknownKeys(json: Json, where: string): void {
  const unknown = Object.keys(json).find((key) => !KEYS.has(key) && !saysNothing(json[key]));
  if (unknown === undefined) return;
  const expected = 'the options of a SAELens standard, gated, jumprelu or topk SAE: this one may change its numbers';
  // The architecture is the likelier reason, and says more.
  new Fields(json, where).oneOf('architecture', ARCHITECTURE_NAMES);
  throw new StudyError({ where: `${where}: ${unknown}`, found: shown(json[unknown]), expected });
}

/** Off, or a figure of training that came out as none. */
function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false || value instanceof PythonNumber;
}

function expectedScale(field: Fields, context: CfgContext): number {
  const scale = field.json.norm_scaling_factor ?? context.activationScale;
  if (typeof scale === 'number' && Number.isFinite(scale) && scale > 0) return scale;
  const found = scale === undefined ? 'expected_average_only_in without its factor' : `factor ${shown(scale)}`;
  const fix =
    'Add "norm_scaling_factor": √d_in / mean norm of the activations to cfg.json, or save the SAE with the factor folded in.';
  throw new StudyError({
    where: `${field.where}: normalize_activations`,
    found,
    expected: 'a positive norm_scaling_factor',
    fix,
  });
}

function centering(kwargs: unknown, where: string): boolean | null {
  const flag = isRecord(kwargs) ? kwargs.center_writing_weights : undefined;
  if (flag === undefined || flag === null) return null;
  if (typeof flag === 'boolean') return flag;
  const key = 'model_from_pretrained_kwargs.center_writing_weights';
  throw new StudyError({ where: `${where}: ${key}`, found: shown(flag), expected: 'true or false' });
}

function parseDtype(field: Fields): SaeConfig['dtype'] {
  const plain = field.text('dtype', 'float32')?.replace(/^torch\./, '');
  const dtype = DTYPES.find((known) => known === plain);
  if (dtype === undefined) throw field.refuse('dtype', `one of ${DTYPES.join(', ')}`);
  return dtype;
}
