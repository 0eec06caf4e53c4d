/** The doses of the study's further experiments (experiments.ts), from the metrics of the selected features. */
export interface MetricRow {
  readonly feature_id: number;
  readonly metric: string;
  readonly value: number | null;
}

export interface ExperimentDoses {
  /** feature → largest code on the generic text; empty where the study names none. */
  readonly globalMaxima: ReadonlyMap<number, number>;
  /** Smallest over the features of the largest size of their attribution, logits; NaN without features. */
  readonly smallestAttribution: number;
}

/** @param bos whether the maxima count the first position, as the study's attribution does (`attribution.bos`) */
export function experimentDoses(rows: readonly MetricRow[], bos: 'include' | 'exclude'): ExperimentDoses {
  const maximum = bos === 'include' ? 'gen_max_activation' : 'gen_max_activation_non_bos';
  const of = (name: string) => rows.filter(({ metric, value }) => metric === name && value !== null);
  const largest = of('max_abs_activation').map(({ value }) => value as number);
  return {
    globalMaxima: new Map(of(maximum).map(({ feature_id: id, value }) => [id, value as number])),
    smallestAttribution: largest.length === 0 ? Number.NaN : Math.min(...largest),
  };
}
