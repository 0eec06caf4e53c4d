/** The answer's probability on every prompt, stratum by stratum. */
import { drawWide, Plot } from '../charts/draw.ts';
import type { Html } from '../html.ts';
import type { PromptRow, StratumRow } from './performance.ts';

const N_STRATA_SHOWN = 24;

export function byStratum(prompts: readonly PromptRow[], strata: readonly StratumRow[]): Html {
  const shown = strata.slice(0, N_STRATA_SHOWN);
  const names = shown.map((row) => row.stratum);
  return drawWide('Probability of the answer by stratum', {
    height: 60 + 24 * names.length,
    marginLeft: 130,
    x: { label: 'probability of the answer', domain: [0, 1], grid: true },
    y: {
      label: null,
      domain: names,
      tickFormat: (name: string) => (name.length > 20 ? `${name.slice(0, 19)}…` : name),
    },
    marks: [
      Plot.dot(
        prompts.filter((row) => names.includes(row.stratum)),
        {
          x: 'answer_prob',
          y: 'stratum',
          r: 3,
          stroke: 'var(--accent)',
          fill: (row: PromptRow) => (row.answer_rank === 0 ? 'var(--accent)' : 'none'),
          fillOpacity: 0.55,
          strokeOpacity: 0.7,
          title: (row: PromptRow) =>
            `${row.text} → ${row.answer}\nprobability ${row.answer_prob.toFixed(3)}, rank ${row.answer_rank}`,
        },
      ),
      Plot.tickX(shown, {
        x: 'answer_prob',
        y: 'stratum',
        stroke: 'var(--ink)',
        strokeWidth: 2,
        insetTop: 3,
        insetBottom: 3,
      }),
    ],
  });
}
