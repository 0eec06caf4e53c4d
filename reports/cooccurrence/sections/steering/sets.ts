/** Sets of features by size: within clusters, between clusters and controls, at every scaling. */

import { draw, legend, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { counted, number } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { armColour } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';
import { steeringOf } from '../../settings-of.ts';
import { factorsOf, spread } from './doses.ts';
import { atScaling, SCALING_NAMES, scalingsOf } from './scalings.ts';

export interface SizeRow {
  readonly scaling: string;
  readonly factor: number;
  readonly arm: string;
  readonly size: number;
  readonly outcome: string;
  readonly sets: number;
  readonly damage: number;
  readonly low: number | null;
  readonly high: number | null;
}

const ARM_ORDER: readonly string[] = [
  'within',
  'between',
  'matched',
  'random',
  'random-direction',
  'random-covariance',
  'prompt-difference',
];
/** Arms of one size stand side by side, in units of the distance between sizes. */
const SIDE_STEP = 0.07;

export function setSizes(context: Context, all: readonly SizeRow[]): Html {
  const rows = all.filter((row) => row.outcome === 'logit_diff');
  const arms = [...new Set(rows.map((row) => row.arm))].sort((a, b) => ARM_ORDER.indexOf(a) - ARM_ORDER.indexOf(b));
  const panelOf = (scaling: string, factor: number): Panel => ({
    title: html`dose ${number(factor)} <small>${SCALING_NAMES[scaling] ?? scaling}</small>`,
    svg: sizesAt(`dose ${factor}, ${scaling}`, atScaling(rows, factor, scaling), arms),
  });
  return figure(context, {
    title: 'Sets within a cluster, between clusters, and controls',
    sql: 'report_set_size',
    wide: true,
    body: html`${legend(arms.map((arm) => ({ name: arm, colour: armColour(arm), line: true })))}${scalingsOf(rows).map((scaling) => panels(spread(factorsOf(rows)).map((factor) => panelOf(scaling, factor))))}`,
    see: `Mean damage of sets of a size; bars are 95 % intervals over sets and prompts${dealt(context)}. If features of one cluster worked together, the line of sets within clusters would rise above the others at the same size and the same norm.`,
    caution:
      'co-operation from a higher line alone. Features of one cluster point alike, so their sum is longer; at equal norm copies of one direction are still one feature pushed further. Only the pool, which holds no copies, and the interaction index speak to it.',
  });
}

/** What is said of a set's prompts where it did not meet all. */
function dealt(context: Context): string {
  const each = steeringOf(context)?.prompts_per_set;
  return each === undefined || each === 'all'
    ? ''
    : ` (a set met ${each} of them at most, the sets of an arm and size every prompt equally often)`;
}

function sizesAt(label: string, rows: readonly SizeRow[], arms: readonly string[]): Html {
  const placed = rows.map((row) => ({
    ...row,
    x: row.size + SIDE_STEP * (arms.indexOf(row.arm) - (arms.length - 1) / 2),
  }));
  const sizes = [...new Set(rows.map((row) => row.size))].sort((a, b) => a - b);
  const colour = (row: SizeRow): string => armColour(row.arm);
  return draw(`Damage against set size at ${label}`, {
    height: 200,
    x: {
      label: 'features in the set',
      ticks: sizes,
      tickFormat: (tick: number) => String(tick),
      domain: [sizes[0] - 0.3, sizes[sizes.length - 1] + 0.3],
    },
    y: { label: 'damage, logits', grid: true, ticks: 4 },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--rule)' }),
      Plot.ruleX(
        placed.filter((row) => row.low !== null),
        { x: 'x', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 1.4 },
      ),
      Plot.lineY(placed, { x: 'x', y: 'damage', z: 'arm', stroke: colour, strokeWidth: 1.8 }),
      Plot.dot(placed, {
        x: 'x',
        y: 'damage',
        r: 2.8,
        fill: colour,
        title: (row: SizeRow) =>
          `${row.arm}, ${counted(row.size, 'feature')}: ${number(row.damage)} [${number(row.low)}, ${number(row.high)}] logits (${counted(row.sets, 'set')})`,
      }),
    ],
  });
}
