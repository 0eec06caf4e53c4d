/** Two small charts of one feature: its attribution on every prompt, and the mean size of it at each position. */
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { svgElement } from '../dom.ts';
import { shortNumber } from './names.ts';

const WIDTH = 300;
const HEIGHT = 64;

/** Prompts grouped by stratum, bars up for towards the answer and down for against it. */
export function promptStrip(network: NetworkFile, node: NetworkNode): SVGElement {
  const order = network.prompts
    .map((_, index) => index)
    .sort((a, b) => network.prompts[a].stratum.localeCompare(network.prompts[b].stratum) || a - b);
  const reach = Math.max(1e-12, ...node.strip.map(Math.abs));
  const step = WIDTH / Math.max(1, order.length);
  const middle = HEIGHT / 2;
  const bars = order.map((prompt, place) => {
    const value = node.strip[prompt] ?? 0;
    const height = (Math.abs(value) / reach) * (middle - 2);
    const { text, answer } = network.prompts[prompt];
    return svgElement(
      'rect',
      {
        x: place * step,
        y: value >= 0 ? middle - height : middle,
        width: Math.max(0.5, step - 0.4),
        height,
        fill: value >= 0 ? 'var(--positive)' : 'var(--negative)',
      },
      svgElement('title', {}, `${text} → ${answer}: ${shortNumber(value)}`),
    );
  });
  const edges = order.flatMap((prompt, place) =>
    place > 0 && network.prompts[prompt].stratum !== network.prompts[order[place - 1]].stratum
      ? [
          svgElement('line', {
            x1: place * step - 0.2,
            x2: place * step - 0.2,
            y1: 0,
            y2: HEIGHT,
            stroke: 'var(--rule)',
          }),
        ]
      : [],
  );
  return svgElement(
    'svg',
    {
      class: 'mini',
      viewBox: `0 0 ${WIDTH} ${HEIGHT + 12}`,
      role: 'img',
      'aria-label': `Attribution of feature ${node.id} on each prompt, largest size ${shortNumber(reach)} logits`,
    },
    ...edges,
    ...bars,
    svgElement('line', { x1: 0, x2: WIDTH, y1: middle, y2: middle, stroke: 'var(--ink-soft)', 'stroke-width': 0.5 }),
    svgElement('text', { x: 0, y: HEIGHT + 10 }, `prompts by stratum; full height ${shortNumber(reach)} logits`),
  );
}

export function positionProfile(node: NetworkNode): SVGElement {
  const top = Math.max(1e-12, ...node.profile);
  const step = WIDTH / Math.max(1, node.profile.length);
  const bars = node.profile.map((value, position) => {
    const height = (value / top) * (HEIGHT - 22);
    return svgElement(
      'rect',
      { x: position * step + 1, y: HEIGHT - 12 - height, width: Math.max(1, step - 2), height, fill: 'var(--accent)' },
      svgElement('title', {}, `position ${position}: ${shortNumber(value)} logits`),
    );
  });
  const every = Math.ceil(node.profile.length / 14);
  const labels = node.profile.flatMap((_, position) =>
    position % every === 0
      ? [svgElement('text', { x: (position + 0.5) * step, y: HEIGHT, 'text-anchor': 'middle' }, position)]
      : [],
  );
  return svgElement(
    'svg',
    {
      class: 'mini',
      viewBox: `0 0 ${WIDTH} ${HEIGHT + 2}`,
      role: 'img',
      'aria-label': `Mean size of the attribution of feature ${node.id} at each position`,
    },
    ...bars,
    ...labels,
  );
}
