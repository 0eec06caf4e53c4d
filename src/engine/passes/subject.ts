/** What a study names, opened and checked: the model, its dictionaries at their sites, and how each becomes graph nodes. */

import { basename } from 'node:path';
import { StudyError } from '../../errors.ts';
import { type Centering, resolveCenter } from '../dictionary/centering.ts';
import { type Dictionary, dictionaryOf, dictionaryTensors } from '../dictionary/dictionary.ts';
import { attachSae, openSae, type SaeFiles } from '../dictionary/sae-files.ts';
import { sourceFolders } from '../hub/locate.ts';
import type { DictionarySource, StudySources } from '../hub/repository.ts';
import type { Architecture } from '../model/architecture.ts';
import { commonFolder, externalWeights } from '../model/files/external-weights.ts';
import { type ModelFiles, openModel } from '../model/model-files.ts';
import { loadTokenizer, type Tokenizer } from '../model/tokenizer.ts';
import { blankIdsOf } from '../model/tokenizer-files.ts';
import type { Graph } from '../onnx/onnx-graph.ts';

/** What a study says about a dictionary. */
export type DictionarySettings = DictionarySource & {
  readonly center: boolean | 'auto';
  /** Checked against the files where it is stated. */
  readonly site?: string;
  readonly layer?: number;
  readonly prepend_bos?: boolean;
};

/** What a study says about them. */
export interface SubjectSources extends StudySources {
  /** The first dictionary, or the only one; its name where the study file has it under `dictionaries`. */
  readonly sae: DictionarySettings & { readonly name?: string };
  /** All of them, the first among them, where an analysis takes several. */
  readonly dictionaries?: readonly (DictionarySettings & { readonly name: string })[];
}

export interface Subject {
  readonly model: ModelFiles;
  /** The files of the first dictionary. */
  readonly sae: SaeFiles;
  /** The first of the dictionaries. */
  readonly dictionary: Dictionary;
  readonly dictionaries: readonly Dictionary[];
  readonly centering: Centering;
  /** External folder of sessions that use the model, the SAE or both. */
  readonly folder: string;
  /** Ids of the vocabulary that no token has: left out of every ranking and mean. */
  readonly blankIds: readonly number[];
  /** The model's parameters declared in a graph. */
  architecture(graph: Graph): Architecture;
  /** Read and checked at the first call: most stages work on tokens, and GPT-2's takes 0.3 s to build. */
  tokenizer(): Promise<Tokenizer>;
}

/** @param which `first` opens `sae` alone; `all` every dictionary */
export async function openSubject(study: SubjectSources, which: 'first' | 'all' = 'first'): Promise<Subject> {
  const folders = sourceFolders(study);
  const model = await openModel(folders.model);
  const asked = (which === 'all' ? study.dictionaries : undefined) ?? [study.sae];
  const opened: OpenedDictionary[] = [];
  for (const settings of asked) {
    // Weights of a dictionary that is opened alone stand in graphs under `sae`, whatever the study file calls it.
    const name = which === 'all' ? (settings.name ?? 'sae') : 'sae';
    const written = settings.name ?? 'sae';
    const key = written === 'sae' ? 'sae' : `dictionaries.${written}`;
    opened.push(await openDictionary(study, { name, key, settings }, model));
  }
  const [{ files: sae, centering }] = opened;
  let tokenizer: Promise<Tokenizer> | undefined;
  const tensors = [model.tensors, ...opened.map(({ files }) => dictionaryTensors(files))];
  const folder = commonFolder(tensors.flatMap((own) => [...own.values()].map(({ file }) => file)));
  const dictionaries = opened.map(({ name, files, centering: { center } }) =>
    dictionaryOf(files, { name, center, folder }),
  );
  return {
    model,
    sae,
    dictionary: dictionaries[0],
    dictionaries,
    centering,
    folder,
    blankIds: await blankIdsOf(folders.model, model.config),
    architecture: (graph) => model.family.build(model.config, externalWeights(graph, model.tensors, folder)),
    tokenizer() {
      tokenizer ??= loadTokenizer(folders.model, model.config, study.model.bos_token);
      return tokenizer;
    },
  };
}

interface OpenedDictionary {
  readonly name: string;
  readonly files: SaeFiles;
  readonly centering: Centering;
}

interface Asked {
  readonly name: string;
  /** Where the study file has it. */
  readonly key: string;
  readonly settings: DictionarySettings;
}

async function openDictionary(
  study: SubjectSources,
  { name, key: place, settings }: Asked,
  model: ModelFiles,
): Promise<OpenedDictionary> {
  const { sae: path } = sourceFolders({ ...study, sae: settings });
  const key = (of: string): string => `${basename(study.file)}: ${place}.${of}`;
  const opened = await openSae(path, settings.prepend_bos, model.config.dModel);
  checkPlace(key, settings, opened.config.reads);
  const files = attachSae(opened, model.config, settings.layer, key('layer'));
  const centering = resolveCenter(settings.center, files.config, { hub: settings.hub, path }, key('center'));
  return { name, files, centering };
}

/** What a study file says of the place; nothing is checked without a site, and a layer alone overrides that of the files. */
interface StatedPlace {
  readonly site?: string;
  readonly layer?: number;
}

/**
 * That a dictionary reads where its study says it does: its files name the site and the layer that the study file names.
 * @param key names a key of the dictionary as the study file does, for messages
 * @param found what the dictionary's own files say
 */
export function checkPlace(
  key: (name: string) => string,
  { site, layer }: StatedPlace,
  found: { readonly at: string; readonly layer: number },
): void {
  if (site === undefined) return;
  const expected = `${found.at} of layer ${found.layer}, which its files name`;
  if (site !== found.at) throw new StudyError({ where: key('site'), found: site, expected });
  if (layer !== undefined && layer !== found.layer)
    throw new StudyError({ where: key('layer'), found: String(layer), expected });
}
