import { expect, it } from 'vitest';
import { type NextTokenRow, nextTokens } from '../../../../../reports/cooccurrence/sections/steering/next-token.ts';
import type { Context } from '../../../../../reports/section.ts';

const context = { next: () => 1, prefixed: (name: string) => name } as unknown as Context;
const row = (own: Partial<NextTokenRow>): NextTokenRow => ({
  ...{ feature_id: 7, factor: 10, reason: null, cluster: 2, label: 'tennis 18/18', text: 'Fact: she plays' },
  ...{ tokens_before: [' tennis', ' golf'], probabilities_before: [0.9, 0.05] },
  ...{ tokens_after: [' golf', ' tennis'], probabilities_after: [0.6, 0.3] },
  ...own,
});

it('says what is likeliest on either side, on which prompt, at which dose', () => {
  const text = nextTokens(context, [row({})]).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').replaceAll('&quot;', '"'); // biome-ignore format: one line
  expect(text).toContain('Dose 10 for all');
  expect(text).toContain('7 tennis 18/18 2 Fact: she plays');
  expect(text).toMatch(/" tennis" 90.%, " golf" 5.% +" golf" 60.%, " tennis" 30.%/);
});

it('says of a feature outside the clusters that it carries the answer, and of a silent one that it is silent', () => {
  const { text } = nextTokens(context, [row({ cluster: null, label: null, reason: 'silent on every steered prompt' })]);
  expect(text).toContain('carries the answer');
  expect(text).toContain('silent on every steered prompt');
});
