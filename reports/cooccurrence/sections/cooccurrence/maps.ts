/** The correlation matrix three ways: as numbered, ordered by cluster, and the kept clusters in absolute value. */
import { type CorrelationImage, correlationImage, heatmap, heatmapScale, readings } from '../../../charts/heatmap.ts';
import { type Html, html, jsonIsland } from '../../../html.ts';
import { clusterColour } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';

/** Beyond this many features a pixel is smaller than what a screen shows, and the readings would outgrow the page. */
export const N_FEATURES_DRAWN = 600;

export interface Pair {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly r: number;
}

interface FeatureRow {
  readonly feature_id: number;
  readonly cluster: number | null;
  readonly kept: boolean;
}

/** Features of kept clusters first, cluster by cluster, as positions in the image. */
export interface Ordering {
  readonly all: readonly number[];
  readonly kept: readonly number[];
  readonly groups: (order: readonly number[]) => { name: string; size: number; colour: string }[];
}

export async function ordering(context: Context, image: CorrelationImage): Promise<Ordering> {
  const known = new Map((await context.query<FeatureRow>('report_feature')).map((row) => [row.feature_id, row]));
  const rank = (position: number): readonly [number, number] => {
    const row = known.get(image.ids[position]);
    return row?.kept ? [0, row.cluster ?? 0] : [1, row?.cluster ?? 0];
  };
  const all = image.ids
    .map((_, position) => position)
    .sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1] || a - b);
  return {
    all,
    kept: all.filter((position) => known.get(image.ids[position])?.kept),
    groups(order) {
      const found: { name: string; size: number; colour: string }[] = [];
      for (const position of order) {
        const row = known.get(image.ids[position]);
        const name = row?.kept ? `cluster ${row.cluster}` : 'not in a kept cluster';
        const last = found[found.length - 1];
        if (last?.name === name) last.size++;
        else found.push({ name, size: 1, colour: clusterColour(row?.cluster ?? null, row?.kept ?? false) });
      }
      return found;
    },
  };
}

export async function maps(context: Context, pairs: readonly Pair[]): Promise<Html> {
  const image = correlationImage(pairs);
  const { all, kept, groups } = await ordering(context, image);
  const raw = image.ids.map((_, position) => position);
  const island = context.prefixed('readings');
  const panel = (title: string, map: Html): Html => html`<div class="panel"><h4>${title}</h4>${map}</div>`;
  return html`${jsonIsland(island, readings(image))}${figure(context, {
    title: 'Correlation of attributions over prompts',
    sql: 'report_correlation',
    wide: true,
    body: html`<div class="panels maps">${panel('by feature number', heatmap(image, { order: raw, absolute: false, readings: island, label: 'Correlation matrix in order of feature number' }))}
${panel('ordered by cluster', heatmap(image, { order: all, absolute: false, readings: island, label: 'Correlation matrix ordered by cluster', groups: groups(all) }))}
${kept.length > 0 ? panel('kept clusters, |r|', heatmap(image, { order: kept, absolute: true, readings: island, label: 'Absolute correlation of the features of kept clusters', groups: groups(kept) })) : ''}</div>${heatmapScale(false)}`,
    see: 'Point at a cell to read its pair. Ordering by cluster brings correlated features together; the strips at the edges are the kept clusters, grey the rest.',
    caution:
      'that blocks on the diagonal are modules. Any ordering chosen from a matrix shows blocks, random ones included; compare with the nulls.',
  })}`;
}
