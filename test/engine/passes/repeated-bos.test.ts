import { describe, expect, test } from 'vitest';
import { refuseRepeatedBos } from '../../../src/engine/passes/repeated-bos.ts';
import { StudyError } from '../../../src/errors.ts';
import { random } from '../../../src/random.ts';

const refuse = (prompts: number[][], bos: number[] = [9]): void =>
  refuseRepeatedBos(prompts, bos, () => '<s>', 'a.csv');

describe('a prompt that brings its own BOS', () => {
  test('is refused with its row, all such rows at once', () => {
    expect(() => refuse([[1, 2], [9, 1], [3], [9]])).toThrow(StudyError);
    expect(() => refuse([[1, 2], [9, 1], [3], [9]])).toThrow(
      /^a\.csv: rows 2, 4: a prompt that begins with the BOS token "<s>"/,
    );
    expect(() => refuse([[9], [9, 2]])).toThrow(/every row \(1 to 2\)/);
    expect(() => refuse([[9]])).toThrow(/^a\.csv: row 1: /);
  });

  test('is fine where none is put in front, and BOS inside a prompt is a separator', () => {
    refuse([[9, 1], [9]], []);
    refuse([[1, 9, 2], [], [2]]);
  });

  test('property: exactly the rows that begin so are named', () => {
    const rng = random(1, 'bos');
    for (let i = 0; i < 100; i++) {
      const prompts = Array.from({ length: 2 + rng.integer(40) }, () => [rng.integer(2) === 0 ? 9 : 1, 9]);
      prompts[0] = [1];
      const rows = prompts.flatMap(([first], row) => (first === 9 ? [row + 1] : []));
      if (rows.length === 0) continue;
      const more = rows.length > 20 ? ` and ${rows.length - 20} more` : '';
      const named = `row${rows.length > 1 ? 's' : ''} ${rows.slice(0, 20).join(', ')}${more}: `;
      expect(() => refuse(prompts)).toThrow(named);
    }
  });
});
