/**
 * Distribution of one metric per cluster: a violin (Gaussian kernel, Silverman's rule of thumb, drawn from minimum to maximum
 * so that no density is shown where there is no value), the points themselves, and the median.
 * Silverman, B. W. (1986), Density Estimation for Statistics and Data Analysis, eq. 3.31: h = 0.9 min(sd, IQR/1.34) n^(-1/5).
 */
import type { Html } from '../html.ts';
import { clusterColour } from '../palette.ts';
import { draw, Plot } from './draw.ts';

interface MetricPoint {
  readonly feature_id: number;
  readonly cluster: number;
  readonly value: number;
}

const N_STEPS = 48;
/** Half the width of the widest violin, in units of the distance between clusters. */
const HALF_WIDTH = 0.4;

export function violins(label: string, points: readonly MetricPoint[], yLabel: string): Html {
  const clusters = [...new Set(points.map((point) => point.cluster))].sort((a, b) => a - b);
  const bodies = clusters.flatMap((cluster) =>
    outline(
      cluster,
      points.filter((point) => point.cluster === cluster).map((point) => point.value),
    ),
  );
  const placed = points.map((point, index) => ({
    ...point,
    x: point.cluster + (((index * 7919) % 97) / 97) * 0.24 - 0.12,
  }));
  return draw(label, {
    marginLeft: 48,
    x: {
      domain: [clusters[0] - 0.5, clusters[clusters.length - 1] + 0.5],
      ticks: clusters,
      tickFormat: (tick: number) => String(tick),
      label: 'cluster',
    },
    y: { label: yLabel === '' ? null : yLabel, ticks: 5, nice: true },
    marks: [
      Plot.areaX(bodies, {
        y: 'value',
        x1: 'left',
        x2: 'right',
        z: 'cluster',
        fill: (row: Outline) => clusterColour(row.cluster),
        fillOpacity: 0.18,
        stroke: (row: Outline) => clusterColour(row.cluster),
        strokeOpacity: 0.6,
      }),
      Plot.dot(placed, {
        x: 'x',
        y: 'value',
        r: 2.1,
        fill: (row: MetricPoint) => clusterColour(row.cluster),
        fillOpacity: 0.75,
        title: (row: MetricPoint) => `feature ${row.feature_id}, cluster ${row.cluster}: ${row.value.toPrecision(4)}`,
      }),
      Plot.link(medians(points, clusters), {
        x1: 'x1',
        x2: 'x2',
        y1: 'y',
        y2: 'y',
        stroke: 'var(--ink)',
        strokeWidth: 2,
      }),
    ],
  });
}

interface Outline {
  readonly cluster: number;
  readonly value: number;
  readonly left: number;
  readonly right: number;
}

function outline(cluster: number, values: readonly number[]): Outline[] {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[0];
  const high = sorted[sorted.length - 1];
  if (sorted.length < 3 || low === high) return [];
  const bandwidth = silverman(sorted);
  const grid = Array.from({ length: N_STEPS + 1 }, (_, step) => low + ((high - low) * step) / N_STEPS);
  const density = grid.map((at) =>
    sorted.reduce((sum, value) => sum + Math.exp(-0.5 * ((at - value) / bandwidth) ** 2), 0),
  );
  const peak = Math.max(...density);
  return grid.map((value, step) => ({
    cluster,
    value,
    left: cluster - (HALF_WIDTH * density[step]) / peak,
    right: cluster + (HALF_WIDTH * density[step]) / peak,
  }));
}

function silverman(sorted: readonly number[]): number {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const sd = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sorted.length - 1));
  const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  return 0.9 * (iqr > 0 ? Math.min(sd, iqr / 1.34) : sd) * sorted.length ** -0.2;
}

/** Linear interpolation between order statistics (type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

function medians(points: readonly MetricPoint[], clusters: readonly number[]): { x1: number; x2: number; y: number }[] {
  return clusters.map((cluster) => {
    const sorted = points
      .filter((point) => point.cluster === cluster)
      .map((point) => point.value)
      .sort((a, b) => a - b);
    return { x1: cluster - 0.22, x2: cluster + 0.22, y: quantile(sorted, 0.5) };
  });
}
