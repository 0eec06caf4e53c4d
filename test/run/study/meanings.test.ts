import { expect, it } from 'vitest';
import { MEANINGS } from '../../../src/run/study/meanings.ts';
import { settingsPage } from '../../../src/run/study/settings-page.ts';

it('every meaning belongs to a key that exists, and is a sentence', () => {
  const page = settingsPage();
  for (const [key, meaning] of Object.entries(MEANINGS)) {
    expect(page, key).toContain(`| \`${key}\` |`);
    expect(meaning, key).toMatch(/^[A-Z`].*\.$/);
    expect(meaning, key).not.toContain('|');
  }
});
