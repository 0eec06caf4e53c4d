/**
 * Measures of a feature that neither the network nor the study's attribution sums know: how often and how steadily it
 * fires, where its attribution lies (activation-profile.ts), and the length of its decoder row in the residual's scale.
 */
import type { ActivationProfile } from './activation-profile.ts';
import type { NamedMeasure } from './metric-correlation.ts';

/** `prevalence` [N] beside `featureIds` [N]: share of prompts with a value. Every feature has a profile and a decoder row [D]. */
export function activityMetrics(
  featureIds: Int32Array,
  prevalence: Float64Array,
  profiles: ReadonlyMap<number, ActivationProfile>,
  decoder: ReadonlyMap<number, Float32Array>,
): NamedMeasure[] {
  const profiled = (name: string, value: (of: ActivationProfile) => number): NamedMeasure => ({
    name,
    values: Float64Array.from(featureIds, (id) => value(required(profiles.get(id), id, 'activations'))),
  });
  return [
    { name: 'prevalence', values: prevalence },
    profiled('activation_mean', (of) => of.mean),
    profiled('activation_cv', (of) => of.cv),
    profiled('bos_share', (of) => of.bosShare),
    profiled('peak_position', (of) => of.peakPosition),
    profiled('peak_share', (of) => of.peakShare),
    {
      name: 'decoder_norm',
      values: Float64Array.from(featureIds, (id) => length(required(decoder.get(id), id, 'a decoder row'))),
    },
  ];
}

function required<T>(value: T | undefined, feature: number, what: string): T {
  if (value === undefined)
    throw new Error(`activityMetrics: feature ${feature} without ${what}, expected one for every feature`);
  return value;
}

function length(row: Float32Array): number {
  return Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
}
