/** What a study names, opened and checked: the model, the SAE at its hook, and how each becomes graph nodes. */
import { basename } from 'node:path';
import { type Centering, resolveCenter } from '../dictionary/centering.ts';
import type { SaeWeights } from '../dictionary/encode-graph.ts';
import { attachSae, openSae, type SaeFiles } from '../dictionary/sae-files.ts';
import { sourceFolders } from '../hub/sources.ts';
import type { DictionarySource, StudySources } from '../hub/study-sources.ts';
import type { Architecture } from '../model/architecture.ts';
import { commonFolder, externalWeights } from '../model/files/external-weights.ts';
import type { TensorEntry } from '../model/files/safetensors.ts';
import { type ModelFiles, openModel } from '../model/model-files.ts';
import { loadTokenizer, type Tokenizer } from '../model/tokenizer.ts';
import type { Graph } from '../onnx/onnx-graph.ts';

/** What a study says about them. */
export interface SubjectSources extends StudySources {
  readonly sae: DictionarySource & {
    readonly center: boolean | 'auto';
    readonly layer?: number;
    readonly prepend_bos?: boolean;
  };
}

export interface Subject {
  readonly model: ModelFiles;
  readonly sae: SaeFiles;
  readonly centering: Centering;
  /** External folder of sessions that use the model, the SAE or both. */
  readonly folder: string;
  /** The model's parameters declared in a graph. */
  architecture(graph: Graph): Architecture;
  saeWeights(graph: Graph): SaeWeights;
  /** Read and checked at the first call: most stages work on tokens, and GPT-2's takes 0.3 s to build. */
  tokenizer(): Promise<Tokenizer>;
}

export async function openSubject(study: SubjectSources): Promise<Subject> {
  const folders = sourceFolders(study);
  const model = await openModel(folders.model);
  const key = (name: string) => `${basename(study.file)}: sae.${name}`;
  const opened = await openSae(folders.sae, study.sae.prepend_bos);
  const sae = attachSae(opened, model.config, study.sae.layer, key('layer'));
  const source = { hub: study.sae.hub, path: folders.sae };
  const centering = resolveCenter(study.sae.center, sae.config, source, key('center'));
  const saeTensors = saeTensorsOf(sae);
  let tokenizer: Promise<Tokenizer> | undefined;
  const folder = commonFolder([...model.tensors.values(), ...saeTensors.values()].map(({ file }) => file));
  return {
    model,
    sae,
    centering,
    folder,
    architecture: (graph) => model.family.build(model.config, externalWeights(graph, model.tensors, folder)),
    saeWeights: (graph) => externalWeights(graph, saeTensors, folder, 'sae.'),
    tokenizer() {
      tokenizer ??= loadTokenizer(folders.model, model.config);
      return tokenizer;
    },
  };
}

function saeTensorsOf({ tensors, scalingFactor }: SaeFiles): ReadonlyMap<string, TensorEntry> {
  return scalingFactor === null ? tensors : new Map([...tensors, ['finetuning_scaling_factor', scalingFactor]]);
}
