import { expect, it } from 'vitest';
import { html } from '../../reports/html.ts';
import { outdated } from '../../reports/masthead.ts';

it('names the stages whose tables are of other settings, and is absent where there are none', () => {
  const text = html`${outdated({ outdated: ['cluster', 'verdict'] })}`.text;
  expect(text).toContain('</b> than this page names: cluster, verdict; run the study again');
  expect(outdated({ outdated: [] })).toBe(false);
  expect(outdated({})).toBe(false);
});
