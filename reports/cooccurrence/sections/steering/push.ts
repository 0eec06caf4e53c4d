/** How hard steering pushes: the change beside the residual it is added to, the codes it drives below zero, and KL from the baseline. */
import { draw, legend, Plot, panels } from '../../../charts/draw.ts';
import { fixed, number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { armColour } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';
import { factorsOf, readableTicks } from './doses.ts';
import { fairest, SCALING_NAMES } from './scalings.ts';

export interface PushRow {
  readonly arm: string;
  readonly scaling: string;
  readonly factor: number;
  readonly delta_ratio: number;
  readonly delta_ratio_low: number;
  readonly delta_ratio_high: number;
  readonly delta_cosine: number | null;
  readonly below_zero: number | null;
  readonly kl: number;
}

export function pushSizes(context: Context, all: readonly PushRow[]): Html {
  const scaling = fairest(all);
  const comparable = all.filter((row) => row.scaling === (row.arm === 'single' ? 'none' : scaling));
  // Without clusters there are single features and experiments alone, in scalings of their own.
  const rows = comparable.length > 0 ? comparable : all;
  const arms = [...new Set(rows.map((row) => row.arm))];
  const colour = (row: PushRow): string => armColour(row.arm);
  const curve = (column: 'delta_ratio' | 'below_zero' | 'kl', label: string, y: object): Html =>
    draw(`${label} against dose, by arm`, {
      x: {
        type: 'log',
        label: 'dose (factor)',
        ticks: readableTicks(factorsOf(rows)),
        tickFormat: (tick: number) => String(tick),
      },
      y: { label, grid: true, ticks: 4, ...y },
      marks: [
        column === 'delta_ratio' ? Plot.ruleY([1], { stroke: 'var(--ink-soft)', strokeDasharray: '3 3' }) : null,
        Plot.lineY(rows, { x: 'factor', y: column, z: 'arm', stroke: colour, strokeWidth: 1.8 }),
        Plot.dot(rows, {
          x: 'factor',
          y: column,
          r: 2.6,
          fill: colour,
          title: (row: PushRow) =>
            `${row.arm}, dose ${row.factor}: ‖Δ‖/‖x‖ ${number(row.delta_ratio)} (80 % of them ${number(row.delta_ratio_low)} to ${number(row.delta_ratio_high)}), cosine ${fixed(row.delta_cosine, 2)}, below zero ${percent(row.below_zero)}, KL ${number(row.kl)}`,
        }),
      ],
    });
  const largest = rows.reduce((most, row) => (row.delta_ratio > most.delta_ratio ? row : most), rows[0]);
  return figure(context, {
    title: `How hard steering pushes (sets: ${SCALING_NAMES[scaling] ?? scaling})`,
    sql: 'report_push',
    wide: true,
    body: html`${legend(arms.map((arm) => ({ name: arm, colour: armColour(arm), line: true })))}${panels([
      { title: 'push relative to the residual, ‖Δ‖/‖x‖', svg: curve('delta_ratio', '‖Δ‖/‖x‖', { zero: true }) },
      { title: 'share of codes driven below zero', svg: curve('below_zero', 'share', { domain: [0, 1] }) },
      { title: 'KL from the baseline', svg: curve('kl', 'nats', { zero: true }) },
    ])}`,
    see: html`Means over sets and prompts. At the dashed line the push is as long as the residual itself. The largest mean here is ${number(largest.delta_ratio)} times the residual (${largest.arm}, dose ${number(largest.factor)}).`,
    caution:
      'what features do from doses above the line: the model is then far from any state it was trained on, and a code below zero is none it could have.',
  });
}
