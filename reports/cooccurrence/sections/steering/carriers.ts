/** The features that carry the answer, each alone over doses, beside a random direction of the same norm. */
import { draw, legend, Plot, panels } from '../../../charts/draw.ts';
import { counted } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';
import { factorsOf, readableTicks } from './doses.ts';

export interface CarrierRow {
  readonly feature_id: number;
  /** A random direction in the feature's place. */
  readonly random: boolean;
  readonly factor: number;
  readonly damage_prob: number;
  readonly damage_logit: number;
}

const COLOURS = { own: 'var(--accent)', random: 'var(--arm-other)' };

export function carrierDoses(context: Context, rows: readonly CarrierRow[]): Html {
  const features = new Set(rows.map((row) => row.feature_id)).size;
  const curves = (label: string, column: 'damage_prob' | 'damage_logit'): Html =>
    draw(`${label} against dose, one line a feature`, {
      x: {
        type: 'log',
        label: 'dose (factor)',
        ticks: readableTicks(factorsOf(rows)),
        tickFormat: (tick: number) => String(tick),
      },
      y: { label, grid: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--rule)' }),
        ...[true, false].map((random) =>
          Plot.lineY(
            rows.filter((row) => row.random === random),
            {
              x: 'factor',
              y: column,
              z: 'feature_id',
              stroke: random ? COLOURS.random : COLOURS.own,
              strokeOpacity: 0.7,
              // Of the line: a title that changed along it would cut it at every dose.
              title: (row: CarrierRow) => `${random ? 'a random direction beside ' : ''}feature ${row.feature_id}`,
            },
          ),
        ),
      ],
    });
  return figure(context, {
    title: 'The features that carry the answer, over doses',
    sql: 'report_carrier',
    body: html`${panels([
      { title: 'damage to the probability', svg: curves('damage, probability', 'damage_prob') },
      { title: 'damage to the logit difference', svg: curves('damage, logits', 'damage_logit') },
    ])}${legend([
      { name: counted(features, 'feature'), colour: COLOURS.own, line: true },
      { name: 'a random direction of the same norm beside each', colour: COLOURS.random, line: true },
    ])}`,
    see: 'One line for each of the features of largest attribution over all prompts, whether in a cluster or not, and one for a random direction in its place.',
    caution:
      'that a feature whose line lies among the random ones does not matter: a mean over prompts is small where it speaks for few answers.',
  });
}
