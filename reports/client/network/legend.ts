/** The legend in the corner of the drawing: colours of nodes, and what the two edge colours mean. */
import { element } from '../dom.ts';
import type { LegendEntry, Theme } from './colours.ts';
import { shortNumber } from './names.ts';
import type { View } from './state.ts';

export function showLegend(box: HTMLElement, entries: readonly LegendEntry[], view: View, theme: Theme): void {
  const line = (colour: string, name: string): HTMLElement =>
    element(
      'li',
      {},
      element('i', { style: `background:${colour};border-radius:2px;height:3px;width:1.3em;vertical-align:.25em` }),
      name,
    );
  const items = entries.map((entry) =>
    entry.kind === 'category'
      ? element('li', {}, element('i', { style: `background:${entry.colour}` }), entry.name)
      : element(
          'li',
          {},
          `${entry.name}: `,
          shortNumber(entry.low),
          element('span', { class: 'ramp', style: `background:linear-gradient(90deg,${entry.from},${entry.to})` }),
          shortNumber(entry.high),
        ),
  );
  box.replaceChildren(
    element('ul', {}, ...items),
    element(
      'ul',
      {},
      line(theme.positive, 'r > 0'),
      line(theme.negative, 'r < 0'),
      element('li', {}, view.size === 'same' ? 'all nodes the same size' : `size: ${view.size}`),
    ),
  );
}
