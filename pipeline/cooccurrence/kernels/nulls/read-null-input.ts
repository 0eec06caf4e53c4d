/** What all nulls of a run share: from the tables, the shards of stage `attribute`, and the SAE. */

import type { SaeConfig } from '../../../../src/engine/dictionary/config.ts';
import { type Decoder, readDecoder } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { readLogSparsity } from '../../../../src/engine/dictionary/log-sparsity.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import type { PromptMatrix, WordRow } from '../matrix/prompt-matrix.ts';
import { type Member, membersByCluster } from '../steering/members.ts';
import { isSteered } from '../steering/steered-prompts.ts';
import type { NodeMembers } from '../units/node-members.ts';
import type { CodeRows, NodeColumns } from './codes.ts';
import { nullInputOf } from './null-input.ts';
import { readGradients } from './read-gradients.ts';
import type { NullInput } from './replicates.ts';
import { type NullOptions, studyStatistics } from './study-options.ts';

export interface NullPrompt {
  readonly n_tokens: number;
  readonly answer_rank: number;
}

interface Settings extends NullOptions {
  readonly attribution: CooccurrenceStudy['attribution'];
  readonly steering: Pick<CooccurrenceStudy['steering'], 'positions' | 'prompts'>;
}

interface Sources {
  readonly task: readonly NullPrompt[];
  readonly words: readonly WordRow[];
  /** Features of the kept clusters. */
  readonly clustered: readonly Member[];
  readonly codes: CodeRows;
  /** The features of each node. */
  readonly columns: MergedColumns;
  /** Shards of stage `attribute`. */
  readonly attributed: ShardFolder;
}

/** @param matrix the study's prompts × features @param where the study, for messages */
export function readNullInput(
  study: Settings,
  { task: prompts, words, clustered, codes, columns, attributed }: Sources,
  matrix: PromptMatrix,
  dictionary: Dictionary,
  where: string,
): NullInput {
  const { attribution, steering } = study;
  const lengths = prompts.map((prompt) => prompt.n_tokens);
  const { promptIds } = matrix;
  const sources = { promptIds, words, attributed, sizes: membersByCluster(clustered).size };
  return nullInputOf({
    seed: study.seed,
    rule: attribution.positions,
    excludeFirst: attribution.bos === 'exclude' && dictionary.config.prependBos,
    bos: dictionary.config.prependBos,
    ...columns,
    codes,
    gradients: readGradients(attributed, lengths, dictionary),
    lengths,
    steering: {
      positions: steering.positions,
      steered: prompts.map(isSteered(steering.prompts)),
    },
    ...studyStatistics(study, sources, where),
  });
}

/** The features that the matrix is made of, ascending, and the column of each where copies are merged. */
export interface MergedColumns {
  readonly featureIds: Int32Array;
  readonly nodes: NodeColumns | undefined;
}

/** @param nodes of the matrix, by column */
export function mergedColumns(nodes: Int32Array, members: NodeMembers): MergedColumns {
  if (!members.merged) return { featureIds: nodes, nodes: undefined };
  const columnOf = new Map(Array.from(nodes, (node, column) => [node, column]));
  const featureIds = Int32Array.from(members.all(nodes)).sort();
  return {
    featureIds,
    nodes: { count: nodes.length, of: featureIds.map((id) => columnOf.get(members.nodeOf(id)) ?? -1) },
  };
}

/** What nulls need of a study's SAE: its decoder, how often its features fire, and whether it reads a centred residual. */
interface Dictionary {
  readonly config: SaeConfig;
  readonly center: boolean;
  readonly decoder: Decoder;
  readonly logSparsity: Float32Array | null;
}

export async function openDictionary({ sae, centering }: Subject): Promise<Dictionary> {
  return {
    config: sae.config,
    center: centering.center,
    decoder: await readDecoder(sae),
    logSparsity: await readLogSparsity(sae),
  };
}
