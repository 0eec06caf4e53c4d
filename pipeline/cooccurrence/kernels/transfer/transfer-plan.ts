/** Which clusters are taken out of which targets. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { AnswersAs } from '../../../../src/engine/passes/prompt-tokens.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import { readTask } from '../../../task/kernels/task-file.ts';
import type { MeanAblation } from '../relevance/mean-ablation.ts';
import { type Member, membersByCluster } from '../steering/members.ts';
import type { RunPrompt } from '../steering/steered-prompts.ts';
import { type ContrastName, checkTargetContrast } from './target-contrasts.ts';
import { fileTarget, genericTarget, kindOf, type Target, taskTarget } from './targets.ts';

export interface StoredTransfer {
  readonly targets: readonly Target[];
  /** Numbers of the kept clusters. */
  readonly clusters: readonly number[];
  /** Ids of their features, ascending: a feature's place is its index here. */
  readonly features: readonly number[];
  /** Places of each cluster's features. */
  readonly places: readonly (readonly number[])[];
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

export interface TransferSources {
  readonly task: readonly RunPrompt[];
  readonly words: readonly { readonly template: string; readonly answer: string; readonly subject: string | null }[];
  /** Task file of the study, for its name. */
  readonly taskFile: string;
  readonly files: readonly string[];
  /** Path of the generic text; undefined where it is not asked for. */
  readonly corpus: string | undefined;
  readonly subject: Subject;
}

/** The task first; none where nothing stands beside it. */
export async function targetsOf(
  { task, words, taskFile, files, corpus, subject }: TransferSources,
  { contrast, seed, answers }: { readonly contrast: ContrastName; readonly seed: number; readonly answers?: AnswersAs },
): Promise<Target[]> {
  if (files.length === 0 && corpus === undefined) return [];
  const tokenizer = await subject.tokenizer();
  const targets = [taskTarget(task, words, basename(taskFile))];
  for (const file of files) {
    const rows = readTask(file, answers);
    checkTargetContrast(rows, contrast, basename(file));
    targets.push(fileTarget(rows, kindOf(rows, words), file, subject, tokenizer, answers));
  }
  if (corpus === undefined) return targets;
  const { prependBos } = subject.sae.config;
  const bos = prependBos && tokenizer.bosTokenId !== null ? [tokenizer.bosTokenId] : [];
  const { nPositions } = subject.model.config;
  const text = readFileSync(corpus, 'utf8');
  return [...targets, genericTarget(text, basename(corpus), { nPositions, bos }, tokenizer, seed)];
}

export function planTransfer(targets: readonly Target[], clustered: readonly Member[], skip: number): StoredTransfer {
  const members = membersByCluster(clustered);
  const features = clustered.map(({ feature_id: id }) => id).sort((a, b) => a - b);
  const placeOf = new Map(features.map((id, place) => [id, place]));
  const places = [...members.values()].map((ids) => ids.map((id) => placeOf.get(id) ?? -1));
  return { targets, clusters: [...members.keys()], features, places, skip };
}

/** Prompts of each evaluation, those of all targets one after another; none where there is nothing to take out, or nothing to take it out of. */
export function askedOf({ targets, clusters }: Pick<StoredTransfer, 'targets' | 'clusters'>): Int32Array[] {
  if (targets.length === 0 || clusters.length === 0) return [];
  const everyone = Int32Array.from(
    targets.flatMap(({ prompts }) => prompts),
    (_, p) => p,
  );
  return Array.from({ length: 1 + clusters.length }, () => everyone);
}

/** Nothing taken out, then each cluster. */
export function transferChanges({ places }: Pick<StoredTransfer, 'places'>, ablation: MeanAblation): Change[] {
  return [ablation.drop([]), ...places.map((own) => ablation.drop(own))];
}
