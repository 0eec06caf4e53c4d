/**
 * The table of docs/cost.md's section "Growth", made of bench/results/growth.json. `growth.ts` writes it and a test holds the page to it.
 * Predicted is what `cofire check` estimates as a multiple of what was measured; a result from before it was stored has none.
 */
import { withPart } from './page-part.ts';

export interface GrowthRow {
  readonly varied: 'prompts' | 'features' | 'interventions' | 'layers';
  readonly prompts: number;
  readonly features: number;
  readonly interventions: number;
  readonly layers: number;
  readonly openingSeconds: number;
  readonly attributionSeconds: number;
  readonly steeringSeconds: number;
  readonly peakMiB: number;
  readonly predictedAttribution?: number;
  readonly predictedSteering?: number;
}

const HEAD =
  '| varied | size | opening, s | attribution, s | predicted | steering, s | predicted | peak memory, MiB |\n| --- | --- | --- | --- | --- | --- | --- | --- |';

export function growthTable(rows: readonly GrowthRow[]): string {
  const ratio = (predicted: number | undefined, measured: number): string =>
    predicted === undefined ? '' : `${(predicted / measured).toFixed(2)} ×`;
  const lines = rows.map((row) => {
    const { attributionSeconds, steeringSeconds } = row;
    const cells = [row.varied, row[row.varied], row.openingSeconds.toFixed(1)];
    const attribution = [attributionSeconds.toFixed(1), ratio(row.predictedAttribution, attributionSeconds)];
    const steering = [steeringSeconds.toFixed(1), ratio(row.predictedSteering, steeringSeconds)];
    return `| ${[...cells, ...attribution, ...steering, row.peakMiB].join(' | ')} |`;
  });
  return [HEAD, ...lines, ''].join('\n');
}

/** docs/cost.md with the table of these rows. */
export function withGrowth(page: string, rows: readonly GrowthRow[]): string {
  return withPart(page, 'docs/cost.md', 'growth', growthTable(rows));
}
