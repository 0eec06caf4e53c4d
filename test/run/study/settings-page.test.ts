import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingsPage } from '../../../src/run/study/settings-page.ts';
import { ANALYSES } from '../../study.ts';

it('docs/study-file.md is what the code says (make docs)', () => {
  expect(readFileSync('docs/study-file.md', 'utf8')).toBe(settingsPage(ANALYSES));
});

it('says values, both defaults and meaning of a key', () => {
  const page = settingsPage(ANALYSES);
  expect(page).toContain(
    '| `network.threshold` | number from 0 to 1 | `0.7` | `0.7` | Smallest similarity of an edge. |',
  );
  expect(page).toMatch(/\| `sae\.center` \| `true`, `false`, `auto` \| `auto` \| `auto` \|/);
  expect(page).toMatch(/\| `steering\.factors` \| list of number above 0 \| `\[1, 10, 30\]` \|/);
  expect(page).toMatch(/\| `task\.file` \| text \| {2}\| {2}\|/);
});
