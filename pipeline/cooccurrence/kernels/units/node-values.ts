/** Sums over the features of a node: of their values, whose positions are ruled on one by one, and of their codes where they stand together. */
import type { Aggregated } from '../../../../src/methods/attribution/positions.ts';
import type { NodeMembers } from './node-members.ts';

/**
 * Each node's value of a prompt is the sum of its features'. A node has its smallest feature's place; the others are left without a value, as is a
 * prompt on which they cancel.
 */
export function nodeValues(values: Aggregated, members: NodeMembers): Aggregated {
  if (!members.merged) return values;
  const { featureIds, starts } = values;
  const placeOf = new Map(Array.from(featureIds, (id, place) => [id, place]));
  const [promptIds, sums]: [number[], number[]] = [[], []];
  const nodeStarts = new Int32Array(starts.length);
  featureIds.forEach((id, k) => {
    if (members.nodeOf(id) === id) {
      const own = new Map<number, number>();
      for (const feature of members.of(id)) {
        const place = placeOf.get(feature);
        if (place === undefined) continue;
        for (let at = starts[place]; at < starts[place + 1]; at++) {
          const prompt = values.promptIds[at];
          own.set(prompt, (own.get(prompt) ?? 0) + values.values[at]);
        }
      }
      for (const [prompt, sum] of [...own].sort(([a], [b]) => a - b)) {
        if (sum === 0) continue;
        promptIds.push(prompt);
        sums.push(sum);
      }
    }
    nodeStarts[k + 1] = sums.length;
  });
  return { featureIds, starts: nodeStarts, promptIds: Int32Array.from(promptIds), values: Float64Array.from(sums) };
}

interface CodeColumns {
  readonly prompt_id: Int32Array;
  readonly position: Int32Array;
  readonly feature_id: Int32Array;
  readonly activation: Float32Array;
}

/** One row for each prompt, position and node, at the place of the first of its features' rows; activations and attributions are summed. */
export function nodeCodes<Codes extends CodeColumns & { readonly attribution?: Float32Array }>(
  codes: Codes,
  members: NodeMembers,
): Codes {
  if (!members.merged) return codes;
  const { prompt_id, position, feature_id, activation, attribution } = codes;
  const rowOf = new Map<string, number>();
  const first: number[] = [];
  const [sums, attributed]: [number[], number[]] = [[], []];
  feature_id.forEach((id, i) => {
    const node = members.nodeOf(id);
    const key = members.of(node).length === 1 ? undefined : `${prompt_id[i]} ${position[i]} ${node}`;
    const known = key === undefined ? undefined : rowOf.get(key);
    if (known !== undefined) {
      sums[known] += activation[i];
      attributed[known] += attribution?.[i] ?? 0;
      return;
    }
    if (key !== undefined) rowOf.set(key, first.length);
    first.push(i);
    sums.push(activation[i]);
    attributed.push(attribution?.[i] ?? 0);
  });
  return {
    ...codes,
    prompt_id: Int32Array.from(first, (i) => prompt_id[i]),
    position: Int32Array.from(first, (i) => position[i]),
    feature_id: Int32Array.from(first, (i) => members.nodeOf(feature_id[i])),
    activation: Float32Array.from(sums),
    ...(attribution !== undefined && { attribution: Float32Array.from(attributed) }),
  };
}
