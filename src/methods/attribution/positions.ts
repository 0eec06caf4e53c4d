/**
 * From attributions per position to one value per prompt and feature.
 *
 * `last` the value at the highest position where it is not zero (the study's); `sum` over positions; `final` the value at the
 * prompt's last token, 0 where the feature is silent there; `max-abs` the value of largest magnitude, the earlier one in a tie.
 * Position 0 is left out first when `excludeFirst` (a BOS stands there and the study excludes it).
 */
export type PositionRule = 'last' | 'sum' | 'final' | 'max-abs';

/** One row per non-zero code, in any order; equal lengths. */
export interface AttributionRows {
  readonly prompt_id: Int32Array;
  readonly position: Int32Array;
  readonly feature_id: Int32Array;
  readonly attribution: Float32Array;
}

export interface AggregateOptions {
  readonly rule: PositionRule;
  readonly excludeFirst: boolean;
  /** Tokens of each prompt by prompt_id. */
  readonly lengths: ArrayLike<number>;
}

/** Non-zero aggregated values: feature → prompt → value. */
export type Aggregated = ReadonlyMap<number, ReadonlyMap<number, number>>;

interface Cell {
  value: number;
  position: number;
}

/** @throws RangeError for a value that is not finite */
export function aggregatePositions(rows: AttributionRows, options: AggregateOptions): Aggregated {
  const cells = new Map<number, Map<number, Cell>>();
  for (let i = 0; i < rows.attribution.length; i++) {
    const value = rows.attribution[i];
    const position = rows.position[i];
    const prompt = rows.prompt_id[i];
    if (!Number.isFinite(value))
      throw new RangeError(`positions: attribution ${value} at prompt ${prompt}, position ${position}`);
    if (value === 0 || (options.excludeFirst && position === 0)) continue;
    if (options.rule === 'final' && position !== options.lengths[prompt] - 1) continue;
    const feature = rows.feature_id[i];
    const perPrompt = cells.get(feature) ?? new Map<number, Cell>();
    cells.set(feature, perPrompt);
    const cell = perPrompt.get(prompt);
    if (cell === undefined) perPrompt.set(prompt, { value, position });
    else combine(cell, value, position, options.rule);
  }
  const aggregated = new Map<number, Map<number, number>>();
  for (const [feature, perPrompt] of cells) {
    // A sum over positions can cancel to zero; such a prompt counts as one without a value.
    const nonZero = [...perPrompt].filter(([, { value }]) => value !== 0);
    aggregated.set(feature, new Map(nonZero.map(([prompt, { value }]) => [prompt, value])));
  }
  return aggregated;
}

function combine(cell: Cell, value: number, position: number, rule: PositionRule): void {
  if (rule === 'sum') {
    cell.value += value;
    return;
  }
  const larger = Math.abs(value) > Math.abs(cell.value);
  const tied = Math.abs(value) === Math.abs(cell.value) && position < cell.position;
  if (rule === 'max-abs' ? larger || tied : position > cell.position) {
    cell.value = value;
    cell.position = position;
  }
}
