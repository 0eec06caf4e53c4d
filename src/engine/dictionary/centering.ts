/**
 * Releases whose files do not say whether the SAE expects a mean-centred residual, and what is known of them elsewhere.
 *
 * gpt2-small-res-jb was trained on TransformerLens activations with centred writing weights; its old cfg.json lacks the flag
 * and SAELens adds it from its own list (`config_overrides` in pretrained_saes.yaml; SAELens pull request 279).
 */
import { StudyError } from '../../errors.ts';
import { reconcile, type Statement } from '../model/stated-facts.ts';
import type { SaeConfig } from './config.ts';

interface Release {
  readonly name: string;
  readonly hub: string;
  readonly center: boolean;
}

const RES_JB: Release = { name: 'gpt2-small-res-jb', hub: 'jbloom/GPT2-Small-SAEs-Reformatted', center: true };

/** Where the SAE was found: the hub repository when named, and the folder on disk. */
interface SaeSource {
  readonly hub?: string;
  readonly path: string;
}

/** The release an SAE belongs to: by repository, by its cache folder, by Neuronpedia id, or by the facts of its cfg.json. */
export function knownRelease(config: SaeConfig, source: SaeSource): Release | undefined {
  const { origin } = config;
  const cacheFolder = `models--${RES_JB.hub.replace('/', '--')}`;
  const named =
    source.hub?.toLowerCase() === RES_JB.hub.toLowerCase() ||
    source.path.split(/[\\/]/).includes(cacheFolder) ||
    /^gpt2-small\/\d+-res-jb$/.test(origin.neuronpediaId ?? '');
  const sameFacts =
    origin.format === 'before 6.0' &&
    origin.modelName === 'gpt2-small' &&
    origin.datasetPath === 'Skylion007/openwebtext' &&
    origin.contextSize === 128 &&
    config.architecture === 'standard' &&
    config.dIn === 768 &&
    config.dSae === 24_576;
  return named || sameFacts ? RES_JB : undefined;
}

export interface Centering {
  readonly center: boolean;
  /** Who said so, for the run's record. */
  readonly from: string;
}

/** `setting` is the study file's `sae.center`. @param key what names it, for messages */
export function resolveCenter(
  setting: boolean | 'auto',
  config: SaeConfig,
  source: SaeSource,
  key = 'sae.center',
): Centering {
  if (setting !== 'auto') return { center: setting, from: 'study file' };
  const release = knownRelease(config, source);
  const fix = `Set ${key.replace(/^.*: /, '')}: true for one trained on TransformerLens activations with center_writing_weights, false for one trained on plain activations.`;
  const ofMetadata = 'metadata of the SAE (center_writing_weights)';
  const ofRelease = `known release ${release?.name}`;
  const state = (where: string, value: boolean): Statement<boolean> => ({ where, value, shown: String(value) });
  const center = reconcile(
    [
      ...(config.center === null ? [] : [state(`cfg.json of ${source.path}: center_writing_weights`, config.center)]),
      ...(release === undefined ? [] : [state(ofRelease, release.center)]),
    ],
    'one answer to whether the SAE expects a mean-centred residual',
    fix,
  );
  if (center !== undefined) return { center, from: config.center === null ? ofRelease : ofMetadata };
  throw new StudyError({
    where: key,
    found: `auto, but neither the metadata of ${source.path} nor the list of known releases says whether the SAE expects a mean-centred residual`,
    expected: 'true or false for this SAE',
    fix,
  });
}
