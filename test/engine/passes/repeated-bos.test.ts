import { expect, it } from 'vitest';
import { repeatedBos } from '../../../src/engine/passes/repeated-bos.ts';
import { random } from '../../../src/random.ts';

const of = (tokens: number[], bos: number[] = [9]) => repeatedBos(tokens, bos, () => '<s>');

it('is a prompt whose first token is the BOS that would be put in front', () => {
  expect(of([9, 1])?.found).toBe('a prompt that begins with the BOS token "<s>"');
  expect(of([9])).not.toBeNull();
});

it('is fine where none is put in front, and BOS inside a prompt is a separator', () => {
  for (const tokens of [[9, 1], [9]]) expect(of(tokens, [])).toBeNull();
  for (const tokens of [[1, 9, 2], [], [2]]) expect(of(tokens)).toBeNull();
});

it('looks at nothing but the first token', () => {
  const rng = random(1, 'bos');
  for (let i = 0; i < 300; i++) {
    const tokens = Array.from({ length: rng.integer(6) }, () => 7 + rng.integer(4));
    expect(of(tokens) !== null).toBe(tokens[0] === 9);
  }
});
