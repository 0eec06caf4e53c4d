/** The nodes that selected features are merged into: their units, made from their values before they are summed. */
import { decoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import type { SaeFiles } from '../../../../src/engine/dictionary/sae-files.ts';
import { StudyError } from '../../../../src/errors.ts';
import type { Aggregated } from '../../../../src/methods/attribution/positions.ts';
import type { NodeMember } from './node-members.ts';
import { setUnits } from './set-units.ts';

/** @param ids selected features, ascending @param most pairs of them to compare @param where the study, for messages @returns by node, then feature */
export async function mergedNodes(
  ids: readonly number[],
  sae: SaeFiles,
  { values, prompts, most }: { readonly values: Aggregated; readonly prompts: number; readonly most: number },
  where: string,
): Promise<NodeMember[]> {
  const units = setUnits(ids, await decoderRows(sae, ids), values, prompts, most);
  if (units === null)
    throw new StudyError({
      where: `${where}: features.merge_copies`,
      found: `${ids.length} selected features, with more pairs than correlation.most_pairs (${most})`,
      expected: 'features that can be compared in pairs, to find the copies among them',
      fix: 'Raise correlation.most_pairs, select fewer features, or set features.merge_copies to false.',
    });
  return units.flatMap(({ members }) => members.map((place) => ({ feature_id: ids[place], node: ids[members[0]] })));
}
