/** What every stage that takes features out by mean ablation hands to its shards, and what a shard makes of it. */
import { concatenated } from '../../../../src/concatenated.ts';
import { decoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { Shard, ShardFolder } from '../../../../src/run/shards.ts';
import { neuronAblation, readNeuronMaterial } from '../baselines/neuron-ablation.ts';
import { readSteeredMaterial, type SteeredMaterial, steeredMaterial } from '../steering/steered-material.ts';
import { type RunPrompt, readSteeredPrompts } from '../steering/steered-prompts.ts';
import { type DirectionAblation, directionAblation } from './direction-ablation.ts';
import { type ActiveCodes, type MeanAblation, meanAblation } from './mean-ablation.ts';
import { readRelevanceMaterial, relevanceMaterial } from './relevance-material.ts';
import { taskSlots } from './slots.ts';

export interface AblationInputs {
  /** Every prompt of the task. */
  readonly task: readonly RunPrompt[];
  readonly words: readonly { readonly template: string }[];
  readonly attributed: ShardFolder;
  readonly subject: Subject;
}

/** @param codes of the features that are taken out, by place */
export async function ablationMaterial(
  { task, words, attributed, subject }: AblationInputs,
  codes: ActiveCodes,
): Promise<Shard> {
  const everyone = readSteeredPrompts(
    attributed,
    task.map(({ prompt_id: id }) => id),
    new Set(),
  );
  const slots = taskSlots(task, words);
  return { ...(await steeredMaterial(subject, task, task, everyone)), ...relevanceMaterial(codes, slots) };
}

/** @param features ids by place @param skip positions from 0 that nothing is taken out of */
export async function readAblation(
  material: Shard,
  subject: Subject,
  features: readonly number[],
  skip: number,
): Promise<{
  readonly steered: SteeredMaterial;
  readonly ablation: MeanAblation;
  /** Of directions of the residual, in place of features. */
  readonly directions: DirectionAblation;
  /** Of neurons by place, in place of features; none where the material has none. */
  readonly neurons: MeanAblation;
}> {
  const steered = readSteeredMaterial(material, subject);
  const { prompts } = steered;
  const { dModel: width } = subject.model.config;
  const lengths = prompts.map(({ resid }) => resid.length / width);
  const rows = concatenated(Float32Array, [...(await decoderRows(subject.sae, features)).values()]);
  const source = { ...readRelevanceMaterial(material, lengths), rows, width, prompts, skip };
  const neurons = neuronAblation({ ...source, ...readNeuronMaterial(material, lengths, width) });
  return { steered, ablation: meanAblation(source), directions: directionAblation(source), neurons };
}
