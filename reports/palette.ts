/**
 * Colours of clusters, series and signs, by name only: each is a CSS custom property with a light and a dark value in
 * styles/colours.css. The categorical set follows Okabe and Ito (2008), "Color Universal Design", darkened where the original
 * has less than 3:1 contrast on white; colour is never the only cue, every use carries a name or a position as well.
 */

/** How many clusters have a colour of their own. The rest, and clusters that were not kept, are grey. */
export const N_CLUSTER_COLOURS = 8;

/** Colour of a kept cluster, 1 being the largest. */
export function clusterColour(cluster: number | null, kept = true): string {
  return kept && cluster !== null && cluster >= 1 && cluster <= N_CLUSTER_COLOURS ? `var(--c${cluster})` : 'var(--c0)';
}

/** Colour of a steering arm: the two that the study compares are strong, controls are muted. */
export function armColour(arm: string): string {
  return `var(--arm-${ARMS.includes(arm) ? arm : 'other'})`;
}

const ARMS: readonly string[] = [
  'single',
  'within',
  'between',
  'random',
  'matched',
  'random-direction',
  'random-covariance',
  'prompt-difference',
];

/** RGB of the two signs in heat maps; strength is the alpha, so that zero is the paper itself in either theme. */
export const POSITIVE_RGB: readonly [number, number, number] = [199, 84, 29];
export const NEGATIVE_RGB: readonly [number, number, number] = [24, 107, 178];
