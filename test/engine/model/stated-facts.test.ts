import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reconcile, STATED_FACTS, statedFactsPage } from '../../../src/engine/model/stated-facts.ts';

const state = (where: string, value: number) => ({ where, value, shown: String(value) });

test('what all state is the fact; what two state differently is refused with both and what settles it', () => {
  expect(reconcile([], 'one', 'fix')).toBeUndefined();
  expect(reconcile([state('a', 3)], 'one', 'fix')).toBe(3);
  expect(reconcile([state('a', 3), state('b', 3)], 'one', 'fix')).toBe(3);
  expect(() => reconcile([state('a', 3), state('b', 3), state('c', 4)], 'one fact', 'Set x.')).toThrow(
    'a and c: 3 and 4, expected one fact. Set x.',
  );
});

test('the table of the docs is that of the code, a row a fact', () => {
  const page = readFileSync('docs/stated-facts.md', 'utf8');
  expect(page).toBe(statedFactsPage());
  expect(STATED_FACTS.length).toBeGreaterThan(6);
  for (const file of [
    'config.json',
    'generation_config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'special_tokens_map.json',
    'added_tokens.json',
    'vocab.json',
    'cfg.json',
  ])
    expect(page).toContain(file);
});
