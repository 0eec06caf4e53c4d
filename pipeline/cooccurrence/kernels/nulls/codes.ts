/**
 * The non-zero codes of the selected features, arranged by cell of the prompts × features matrix, with the study's rule for
 * positions already applied where the rule looks at codes alone. A null that replaces directions keeps these codes.
 *
 * `last`: the code at the highest position that can have an attribution (a code whose gradient is exactly zero cannot);
 * `final`: the code at the prompt's last token; `sum` and `max-abs`: every code. Position 0 is left out when `excludeFirst`.
 */
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';

/** One row per code, in any order; equal lengths. */
export interface CodeRows {
  readonly prompt_id: Int32Array;
  readonly position: Int32Array;
  readonly feature_id: Int32Array;
  readonly activation: Float32Array;
}

export interface Codes {
  /** P and F of the matrix. */
  readonly prompts: number;
  readonly features: number;
  /** [P · F + 1]; the codes of cell p · F + f are offsets[cell] … offsets[cell + 1] - 1. */
  readonly offsets: Int32Array;
  /** [N] row of the gradient at the code's prompt and position. */
  readonly rows: Int32Array;
  /** [N] f > 0. */
  readonly activations: Float32Array;
  /** Column of the matrix that each feature's values are summed in, where copies are merged; each its own where this is left out. */
  readonly nodes?: NodeColumns;
}

export interface NodeColumns {
  /** Nodes: columns of the matrix. */
  readonly count: number;
  /** [F] */
  readonly of: Int32Array;
}

/** Columns of the matrix that the codes make. */
export function columnsOf({ features, nodes }: Pick<Codes, 'features' | 'nodes'>): number {
  return nodes?.count ?? features;
}

interface CodeOptions {
  readonly rule: PositionRule;
  readonly excludeFirst: boolean;
  /** [P] row of the gradient at position 0 of each prompt. */
  readonly firstRow: Int32Array;
  /** [P] tokens of each prompt. */
  readonly lengths: ArrayLike<number>;
  /** Whether the gradient at a row is exactly zero. */
  isZero(row: number): boolean;
}

/** @param featureIds [F] ascending; codes of other features are left out */
export function codesOf(found: CodeRows, featureIds: Int32Array, options: CodeOptions): Codes {
  const { rule, excludeFirst, firstRow, lengths } = options;
  const column = new Map(Array.from(featureIds, (id, f) => [id, f]));
  const features = featureIds.length;
  const cells: { position: number; row: number; activation: number }[][] = [];
  for (let i = 0; i < found.activation.length; i++) {
    const f = column.get(found.feature_id[i]);
    const prompt = found.prompt_id[i];
    const position = found.position[i];
    if (f === undefined || (excludeFirst && position === 0)) continue;
    if (!(prompt >= 0 && prompt < lengths.length && position >= 0 && position < lengths[prompt]))
      throw new RangeError(`codes: prompt ${prompt}, position ${position}, expected within the study's prompts`);
    const row = firstRow[prompt] + position;
    if (rule === 'final' && position !== lengths[prompt] - 1) continue;
    if (rule === 'last' && options.isZero(row)) continue;
    const cell = prompt * features + f;
    const code = { position, row, activation: found.activation[i] };
    const own = cells[cell];
    if (own === undefined) cells[cell] = [code];
    else if (rule !== 'last') own.push(code);
    else if (position > own[0].position) own[0] = code;
  }
  const offsets = new Int32Array(lengths.length * features + 1);
  const byCell = Array.from({ length: offsets.length - 1 }, (_, cell) => cells[cell] ?? []);
  byCell.forEach((codes, cell) => {
    codes.sort((a, b) => a.position - b.position);
    offsets[cell + 1] = offsets[cell] + codes.length;
  });
  const flat = byCell.flat();
  return {
    prompts: lengths.length,
    features,
    offsets,
    rows: Int32Array.from(flat, ({ row }) => row),
    activations: Float32Array.from(flat, ({ activation }) => activation),
  };
}
