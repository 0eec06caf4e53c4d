/** The curves of the calibration as SVG files that stand by themselves: shares of runs with 95 % intervals (Wilson 1927). */
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import { HYPOTHESES } from './conditions.ts';
import { type ConditionResult, type Results, supported } from './results.ts';

const { document } = new JSDOM('').window;
const COLOURS = { domain: [...HYPOTHESES], range: ['#4269d0', '#ff725c', '#6cc5b0', '#a463f2', '#97bbf5', '#9c6b4e'] };
/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.96;

interface Share {
  readonly condition: string;
  readonly strength: number;
  readonly hypothesis: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

function shareOf(result: ConditionResult, hypothesis: string): Share {
  const [k, n] = [supported(result, hypothesis), result.runs];
  const [centre, spread] = [
    (k + Z ** 2 / 2) / (n + Z ** 2),
    (Z * Math.sqrt((k * (n - k)) / n + Z ** 2 / 4)) / (n + Z ** 2),
  ];
  const { name: condition, strength } = result;
  return { condition, strength, hypothesis, share: k / n, low: Math.max(0, centre - spread), high: centre + spread };
}

function shares({ conditions }: Results, group: string, hypotheses: readonly string[]): Share[] {
  return conditions
    .filter((result) => result.group === group)
    .flatMap((result) => hypotheses.map((hypothesis) => shareOf(result, hypothesis)))
    .sort((a, b) => a.strength - b.strength);
}

/** Share of runs in which a hypothesis is supported although nothing is planted. */
export function falsePositives(results: Results): string {
  const found = shares(results, 'confound', HYPOTHESES);
  return svg({
    width: 640,
    height: 200,
    marginLeft: 140,
    x: { domain: [0, 0.1], label: 'share of runs that support the claim', tickFormat: '.0%' },
    y: { label: null, domain: [...new Set(found.map(({ condition }) => condition))] },
    color: { ...COLOURS, legend: false },
    marks: [
      Plot.ruleX([0.05], { stroke: '#999', strokeDasharray: '4 3' }),
      ...HYPOTHESES.flatMap((hypothesis, i) => {
        const own = found.filter((row) => row.hypothesis === hypothesis);
        const at = { y: 'condition', dy: 4 * i - 10, stroke: 'hypothesis' };
        return [Plot.ruleY(own, { ...at, x1: 'low', x2: 'high' }), Plot.dot(own, { ...at, x: 'share', r: 2.5, fill: 'hypothesis' })]; // biome-ignore format: one line
      }),
      ...legend(),
    ],
  });
}

/** Share of runs in which what is planted is found, against how much is planted. */
export function power(
  results: Results,
  group: 'alignment' | 'interaction' | 'importance' | 'selectivity',
  label: string,
): string {
  const asked = group === 'selectivity' ? HYPOTHESES.filter((hypothesis) => hypothesis.startsWith('H5')) : HYPOTHESES;
  const found = shares(results, group, asked);
  return svg({
    width: 640,
    height: 240,
    x: { label },
    y: { domain: [0, 1], label: 'share of runs that support the claim', tickFormat: '.0%', grid: true },
    color: COLOURS,
    marks: [
      Plot.line(found, { x: 'strength', y: 'share', stroke: 'hypothesis' }),
      Plot.ruleX(found, { x: 'strength', y1: 'low', y2: 'high', stroke: 'hypothesis', strokeOpacity: 0.5 }),
      Plot.dot(found, { x: 'strength', y: 'share', fill: 'hypothesis', r: 3 }),
      ...legend(),
    ],
  });
}

/** The hypotheses in their colours, top right. */
function legend(): Plot.Markish[] {
  return HYPOTHESES.map((hypothesis, i) =>
    Plot.text([hypothesis], { frameAnchor: 'top-right', dx: 28 * (i - HYPOTHESES.length), dy: -12, fill: COLOURS.range[i], fontWeight: 'bold' })); // biome-ignore format: one line
}

function svg(options: Plot.PlotOptions): string {
  const drawn = Plot.plot({ ...options, document, style: { background: 'white', fontFamily: 'sans-serif' } });
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${drawn.outerHTML}\n`;
}
