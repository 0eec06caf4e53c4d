/** Colours of nodes and edges for the current theme, and the legend that explains them. */
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { N_CLUSTER_COLOURS } from '../../palette.ts';
import { resolveColour } from '../theme.ts';
import type { View } from './state.ts';
import type { Visible } from './visible.ts';

/** Colours of the page’s theme, as the browser writes them: `rgb(r, g, b)`. */
export interface Theme {
  /** Of clusters and groups 1 to N_CLUSTER_COLOURS, in order. */
  readonly categories: readonly string[];
  /** Of every further cluster, and of features in none. */
  readonly other: string;
  /** Of a measure's smallest and largest value. */
  readonly ramp: readonly [string, string];
  /** Of edges with r > 0. */
  readonly positive: string;
  /** Of edges with r < 0. */
  readonly negative: string;
  /** Of words. */
  readonly ink: string;
  /** Of the ground. */
  readonly surface: string;
  /** Of nodes that are out of focus. */
  readonly faded: string;
}

export function readTheme(): Theme {
  const named = (name: string): string => resolveColour(`var(--${name})`);
  return {
    categories: Array.from({ length: N_CLUSTER_COLOURS }, (_, index) => named(`c${index + 1}`)),
    other: named('c0'),
    ramp: [named('band'), named('accent')],
    positive: named('positive'),
    negative: named('negative'),
    ink: named('ink'),
    surface: named('surface'),
    faded: named('band'),
  };
}

export type LegendEntry =
  | { readonly kind: 'category'; readonly name: string; readonly colour: string }
  | {
      readonly kind: 'ramp';
      readonly name: string;
      readonly low: number;
      readonly high: number;
      readonly from: string;
      readonly to: string;
    };

export interface Colouring {
  readonly of: (node: NetworkNode) => string;
  readonly legend: readonly LegendEntry[];
}

export function colouring(network: NetworkFile, view: View, shown: Visible, theme: Theme): Colouring {
  if (view.colour === 'cluster') {
    const kept = [
      ...new Set(network.nodes.filter((node) => node.kept && node.cluster !== null).map((node) => node.cluster!)),
    ].sort((a, b) => a - b);
    const colourOf = (cluster: number | null, isKept: boolean): string =>
      isKept && cluster !== null ? (theme.categories[cluster - 1] ?? theme.other) : theme.other;
    return {
      of: (node) => colourOf(node.cluster, node.kept),
      legend: [
        ...kept.map((cluster) => ({
          kind: 'category' as const,
          name: `cluster ${cluster}`,
          colour: colourOf(cluster, true),
        })),
        { kind: 'category', name: 'in no kept cluster', colour: theme.other },
      ],
    };
  }
  if (view.colour === 'component') {
    const named = Math.min(shown.nComponents, theme.categories.length);
    return {
      of: (node) => {
        const component = shown.component.get(node.id) ?? 0;
        return component >= 1 && component <= named ? theme.categories[component - 1] : theme.other;
      },
      legend: [
        ...Array.from({ length: named }, (_, index) => ({
          kind: 'category' as const,
          name: `component ${index + 1}`,
          colour: theme.categories[index],
        })),
        { kind: 'category', name: 'smaller, or alone', colour: theme.other },
      ],
    };
  }
  if (view.colour === 'group') return byGroup(view, theme);
  const index = network.measures.findIndex((measure) => measure.name === view.colour);
  const values = network.nodes.map((node) => node.values[index]).filter((value) => value !== null);
  const low = Math.min(...values);
  const high = Math.max(...values);
  return {
    of: (node) => {
      const value = node.values[index];
      return value === null
        ? theme.other
        : mix(theme.ramp[0], theme.ramp[1], high === low ? 1 : 0.15 + (0.85 * (value - low)) / (high - low));
    },
    legend: [
      { kind: 'ramp', name: view.colour, low, high, from: mix(theme.ramp[0], theme.ramp[1], 0.15), to: theme.ramp[1] },
    ],
  };
}

/** The reader's own groups; a feature in several has the colour of the first. */
function byGroup(view: View, theme: Theme): Colouring {
  const colourAt = (index: number): string => theme.categories[index] ?? theme.other;
  return {
    of: (node) => {
      const index = view.groups.findIndex((group) => group.ids.includes(node.id));
      return index < 0 ? theme.other : colourAt(index);
    },
    legend: [
      ...view.groups.map((group, index) => ({ kind: 'category' as const, name: group.name, colour: colourAt(index) })),
      { kind: 'category', name: view.groups.length === 0 ? 'no group yet' : 'in no group', colour: theme.other },
    ],
  };
}

/** Linear in sRGB, which is enough for a ramp of one hue. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${a.map((value, index) => Math.round(value + (b[index] - value) * share)).join(',')})`;
}

const N_SHADES = 24;

/** Colour of an edge by its sign and how much of that colour is in it; the few shades are mixed once, because a view asks for every edge. */
export function edgeShades(theme: Theme): (r: number, share: number) => string {
  const shades = [theme.negative, theme.positive].map((colour) =>
    Array.from({ length: N_SHADES + 1 }, (_, step) => mix(theme.surface, colour, step / N_SHADES)),
  );
  return (r, share) => shades[r > 0 ? 1 : 0][Math.round(share * N_SHADES)];
}

export function withAlpha(colour: string, alpha: number): string {
  return `rgba(${channels(colour).join(',')},${alpha})`;
}

function channels(colour: string): number[] {
  return (colour.match(/[\d.]+/g) ?? ['0', '0', '0']).slice(0, 3).map(Number);
}
