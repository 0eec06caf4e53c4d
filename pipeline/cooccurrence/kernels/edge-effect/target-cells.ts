/**
 * The codes of a target that make its value on a prompt, by the rule by which attributions become one (positions.ts): all of them for
 * `sum`, else the one at the position that the rule picks on the attributions as they were. The position is kept when the gradient is taken again.
 */
import { aggregatePositions, type PositionRule } from '../../../../src/methods/attribution/positions.ts';
import type { CodeTable } from '../relevance/firing-features.ts';

/** One entry for each code, by feature, then prompt. */
export interface TargetCells {
  readonly place: Int32Array;
  readonly prompt: Int32Array;
  readonly position: Int32Array;
  readonly code: Float32Array;
}

interface CellRule {
  readonly rule: PositionRule;
  /** Position 0 is left out. */
  readonly excludeFirst: boolean;
  /** Tokens of each prompt by prompt_id. */
  readonly lengths: readonly number[];
}

/** @param features ids; a feature's place is its index */
export function targetCells(codes: CodeTable, features: readonly number[], options: CellRule): TargetCells {
  const found = { place: [] as number[], prompt: [] as number[], position: [] as number[], code: [] as number[] };
  const byFeature = new Map(features.map((id) => [id, [] as number[]]));
  codes.feature_id.forEach((id, k) => byFeature.get(id)?.push(k));
  features.forEach((id, place) => {
    const rows = (byFeature.get(id) ?? []).filter((k) => counts(codes, k, options));
    for (const k of options.rule === 'sum' ? rows : picked(codes, rows, options)) {
      found.place.push(place);
      found.prompt.push(codes.prompt_id[k]);
      found.position.push(codes.position[k]);
      found.code.push(codes.activation[k]);
    }
  });
  return {
    place: Int32Array.from(found.place),
    prompt: Int32Array.from(found.prompt),
    position: Int32Array.from(found.position),
    code: Float32Array.from(found.code),
  };
}

function counts(codes: CodeTable, k: number, { rule, excludeFirst, lengths }: CellRule): boolean {
  const [position, prompt] = [codes.position[k], codes.prompt_id[k]];
  if (codes.attribution[k] === 0 || (excludeFirst && position === 0)) return false;
  return rule !== 'final' || position === lengths[prompt] - 1;
}

/** The rows of one feature whose position the rule picks, one a prompt: the rule itself is asked which value is the prompt's. */
function picked(codes: CodeTable, rows: readonly number[], options: CellRule): number[] {
  const take = (column: Int32Array): Int32Array => Int32Array.from(rows, (k) => column[k]);
  const attribution = Float32Array.from(rows, (k) => codes.attribution[k]);
  const own = { prompt_id: take(codes.prompt_id), position: take(codes.position), feature_id: take(codes.feature_id) };
  const { promptIds, values } = aggregatePositions({ ...own, attribution }, options);
  const chosen = new Map(Array.from(promptIds, (prompt, at) => [prompt, values[at]]));
  // Of two positions with one value `last` has the later, `max-abs` the earlier.
  const ordered = options.rule === 'last' ? [...rows].reverse() : rows;
  const seen = new Set<number>();
  const found = ordered.filter((k) => {
    const prompt = codes.prompt_id[k];
    if (seen.has(prompt) || codes.attribution[k] !== chosen.get(prompt)) return false;
    seen.add(prompt);
    return true;
  });
  return found.sort((a, b) => a - b);
}
