import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SET_ARMS } from '../../pipeline/cooccurrence/kernels/steering/design.ts';
import { armColour, clusterColour, N_CLUSTER_COLOURS } from '../../reports/palette.ts';

const css = readFileSync('reports/styles/colours.css', 'utf8');

// The palette goes into the page, which takes nothing from src, so the arms stand in both.
it('every arm of the steering design has a colour of its own, declared in the styles', () => {
  const colours = ['single', ...SET_ARMS].map(armColour);
  expect(colours).toEqual(['single', ...SET_ARMS].map((arm) => `var(--arm-${arm})`));
  for (const colour of [...colours, armColour('pool')]) expect(css).toContain(`  ${colour.slice(4, -1)}: `);
});

it('every cluster colour is declared; those beyond and those not kept are grey', () => {
  for (let cluster = 1; cluster <= N_CLUSTER_COLOURS; cluster++)
    expect(css).toContain(`  ${clusterColour(cluster).slice(4, -1)}: `);
  expect([clusterColour(N_CLUSTER_COLOURS + 1), clusterColour(1, false), clusterColour(null)]).toEqual(
    Array(3).fill('var(--c0)'),
  );
});
