/** What both stages that make the study's network again begin with: its matrix, what its values are made of, and the statistics as observed. */

import type { Decoder } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { takeDecoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { columns, rows, shards, subject, type Values } from '../../../../src/run/stage-input.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { matrixInputs, type PromptMatrix, promptWords } from '../matrix/prompt-matrix.ts';
import type { Member } from '../steering/members.ts';
import { type NodeMember, NodeMembers } from '../units/node-members.ts';
import type { CodeRows } from './codes.ts';
import { type Observed, observedStatistics } from './observed.ts';
import { mergedColumns, type NullPrompt, openDictionary, readNullInput } from './read-null-input.ts';

export const nullStudySettings = (study: CooccurrenceStudy) => {
  const { seed, attribution, correlation, network, cluster, steering } = study;
  const { positions, prompts } = steering;
  return { seed, attribution, correlation, network, cluster, steering: { positions, prompts } };
};

export const nullStudyReads = {
  ...matrixInputs,
  ...promptWords,
  task: rows<NullPrompt>('prompts_to_run'),
  clustered: rows<Member>('kept_clusters'),
  codes: columns<CodeRows>('nulls_code'),
  nodes: rows<NodeMember>('node_member'),
  everyFeature: columns<{ feature_id: Int32Array; prevalence: Float64Array }>('feature_prevalence'),
  attributed: shards('attribute'),
  subject: subject(),
};

interface NullStudy extends Observed {
  readonly matrix: PromptMatrix;
  /** Features of its nodes, ascending. */
  readonly selected: Int32Array;
  readonly dictionary: { readonly decoder: Decoder; readonly logSparsity: Float32Array | null };
}

/** @param where the study, for messages */
export async function openNullStudy(
  own: ReturnType<typeof nullStudySettings>,
  inputs: Values<typeof nullStudyReads>,
  matrix: PromptMatrix,
  where: string,
): Promise<NullStudy> {
  const dictionary = await openDictionary(inputs.subject);
  const columns = mergedColumns(matrix.featureIds, new NodeMembers(inputs.nodes));
  const nullInput = readNullInput(own, { ...inputs, columns }, matrix, dictionary, where);
  const decoder = takeDecoderRows(dictionary.decoder, columns.featureIds);
  return {
    matrix,
    selected: columns.featureIds,
    dictionary,
    ...(await observedStatistics(nullInput, decoder, matrix.values, own.attribution.method)),
  };
}
