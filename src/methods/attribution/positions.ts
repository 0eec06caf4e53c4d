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

/** Non-zero aggregated values by feature: those of feature featureIds[k] stand from starts[k] to starts[k + 1], prompts ascending. */
export interface Aggregated {
  /** Every feature with a row, ascending, also where no value is left. */
  readonly featureIds: Int32Array;
  readonly starts: Int32Array;
  readonly promptIds: Int32Array;
  readonly values: Float64Array;
}

/** @throws RangeError for a value that is not finite */
export function aggregatePositions(rows: AttributionRows, options: AggregateOptions): Aggregated {
  const { prompt_id, position, attribution } = rows;
  const wrong = attribution.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new RangeError(
      `positions: attribution ${attribution[wrong]} at prompt ${prompt_id[wrong]}, position ${position[wrong]}`,
    );
  const { featureIds, starts: rowStarts, order } = byFeature(rows.feature_id);
  const starts = new Int32Array(featureIds.length + 1);
  const promptIds = new Int32Array(order.length);
  const values = new Float64Array(order.length);
  const cells = new Cells(prompt_id);
  let filled = 0;
  for (let k = 0; k < featureIds.length; k++) {
    cells.clear();
    for (let at = rowStarts[k]; at < rowStarts[k + 1]; at++) {
      const row = order[at];
      if (attribution[row] === 0 || (options.excludeFirst && position[row] === 0)) continue;
      if (options.rule === 'final' && position[row] !== options.lengths[prompt_id[row]] - 1) continue;
      cells.see(prompt_id[row], attribution[row], position[row], options.rule);
    }
    for (const prompt of cells.prompts()) {
      // A sum over positions can cancel to zero; such a prompt counts as one without a value.
      if (cells.value[prompt] === 0) continue;
      promptIds[filled] = prompt;
      values[filled++] = cells.value[prompt];
    }
    starts[k + 1] = filled;
  }
  return { featureIds, starts, promptIds: promptIds.slice(0, filled), values: values.slice(0, filled) };
}

/** Rows by feature, in the order in which they stand. */
export function byFeature(
  features: Int32Array,
): Pick<Aggregated, 'featureIds' | 'starts'> & { readonly order: Int32Array } {
  const last = features.reduce((most, id) => Math.max(most, id), -1);
  const next = new Int32Array(last + 2);
  for (let row = 0; row < features.length; row++) next[features[row] + 1]++;
  const featureIds = Int32Array.from(next.subarray(1).keys()).filter((id) => next[id + 1] > 0);
  for (let id = 0; id <= last; id++) next[id + 1] += next[id];
  const starts = new Int32Array(featureIds.length + 1);
  featureIds.forEach((id, k) => {
    starts[k + 1] = next[id + 1];
  });
  const order = new Int32Array(features.length);
  for (let row = 0; row < features.length; row++) order[next[features[row]]++] = row;
  return { featureIds, starts, order };
}

/** The values of one feature by prompt. */
class Cells {
  readonly value: Float64Array;
  private readonly position: Int32Array;
  private readonly held: Uint8Array;
  private readonly list: Int32Array;
  private count = 0;

  constructor(promptIds: Int32Array) {
    const prompts = promptIds.reduce((most, id) => Math.max(most, id), -1) + 1;
    this.value = new Float64Array(prompts);
    this.position = new Int32Array(prompts);
    this.held = new Uint8Array(prompts);
    this.list = new Int32Array(prompts);
  }

  clear(): void {
    for (let k = 0; k < this.count; k++) this.held[this.list[k]] = 0;
    this.count = 0;
  }

  /** Prompts seen, ascending. */
  prompts(): Int32Array {
    return this.list.subarray(0, this.count).sort();
  }

  see(prompt: number, value: number, position: number, rule: PositionRule): void {
    if (this.held[prompt] === 0) {
      this.held[prompt] = 1;
      this.list[this.count++] = prompt;
      this.value[prompt] = value;
      this.position[prompt] = position;
    } else if (rule === 'sum') this.value[prompt] += value;
    else if (this.takes(prompt, value, position, rule)) {
      this.value[prompt] = value;
      this.position[prompt] = position;
    }
  }

  private takes(prompt: number, value: number, position: number, rule: PositionRule): boolean {
    if (rule !== 'max-abs') return position > this.position[prompt];
    const [own, other] = [Math.abs(value), Math.abs(this.value[prompt])];
    return own > other || (own === other && position < this.position[prompt]);
  }
}
