import { describe, expect, it } from 'vitest';
import { contrastDirections, distinctAnswers, drawFoils, topWrong } from '../../../src/engine/passes/foils.ts';
import { StudyError } from '../../../src/errors.ts';

const WORDS = { tennis: 0, golf: 1, boxing: 2, soccer: 3 } as const;
const word = (name: keyof typeof WORDS) => ({ word: name, token: WORDS[name] });
const answers = [word('tennis'), word('golf'), word('tennis'), word('boxing'), word('soccer')];

describe('distinctAnswers', () => {
  it('is sorted by word and holds each once', () => {
    expect(distinctAnswers(answers).map((answer) => answer.word)).toEqual(['boxing', 'golf', 'soccer', 'tennis']);
  });
  it('refuses a task with one answer', () => {
    expect(() => distinctAnswers([word('golf'), word('golf')])).toThrow(StudyError);
    expect(() => distinctAnswers([word('golf')])).toThrow(/1 distinct answer, expected at least two/);
  });
});

describe('drawFoils', () => {
  it('never draws the answer, repeats for a seed and changes with it', () => {
    const long = Array.from({ length: 300 }, (_, i) => answers[i % answers.length]!);
    const foils = drawFoils(long, 1);
    expect(foils.some((foil, i) => foil.word === long[i]!.word)).toBe(false);
    expect(drawFoils(long, 1)).toEqual(foils);
    expect(drawFoils(long, 2)).not.toEqual(foils);
  });
  it('is uniform over the other answers and not over rows: common answers are no commoner as foils', () => {
    // tennis is on 9 of 10 rows, but every foil of golf is one of three words with probability 1/3.
    const rows = Array.from({ length: 30_000 }, (_, i) =>
      i % 10 === 0 ? word((['golf', 'boxing', 'soccer'] as const)[(i / 10) % 3]!) : word('tennis'),
    );
    const foils = drawFoils(rows, 3);
    const ofGolf = foils.filter((_, i) => rows[i]!.word === 'golf');
    for (const other of ['tennis', 'boxing', 'soccer']) {
      const share = ofGolf.filter((foil) => foil.word === other).length / ofGolf.length;
      // Four standard errors of a share of 1/3 among 1000.
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / ofGolf.length));
    }
  });
});

describe('topWrong', () => {
  it('is the other answer of the largest logit, the first by word in a tie', () => {
    // [P, V = 4]: tennis, golf, boxing, soccer
    const logProbs = Float32Array.from(
      [
        [-0.1, -3, -2, -4],
        [-5, -0.1, -1, -1],
      ].flat(),
    );
    expect(topWrong([word('tennis'), word('golf')], logProbs, 4).map((foil) => foil.word)).toEqual(['golf', 'tennis']);
    const all = [word('tennis'), word('golf'), word('boxing'), word('soccer')];
    const four = Float32Array.from(
      [
        [-0.1, -3, -2, -4],
        [-5, -0.1, -1, -1],
        [-2, -1, 0, -1],
        [-1, -2, -3, 0],
      ].flat(),
    );
    expect(topWrong(all, four, 4).map((foil) => foil.word)).toEqual(['boxing', 'boxing', 'golf', 'tennis']);
  });
});

describe('contrastDirections', () => {
  const rows = new Map([
    [0, Float32Array.of(1, 2)],
    [1, Float32Array.of(3, 5)],
    [2, Float32Array.of(-1, 0)],
    [3, Float32Array.of(4, 4)],
  ]);
  it('is the answer’s row minus the foil’s', () => {
    const u = contrastDirections([word('tennis'), word('golf')], [word('golf'), word('boxing')], rows, 2);
    expect(Array.from(u)).toEqual([-2, -3, 4, 5]);
  });
  it('is minus the mean of the other distinct answers, each counted once', () => {
    const three = [word('tennis'), word('golf'), word('golf'), word('boxing')];
    const u = contrastDirections(three, [null, null, null, null], rows, 2);
    expect(Array.from(u.subarray(0, 2))).toEqual([1 - 1, 2 - 2.5]);
    expect(Array.from(u.subarray(2, 4))).toEqual([3 - 0, 5 - 1]);
    expect(u.subarray(4, 6)).toEqual(u.subarray(2, 4));
  });
  it('refuses a token whose row is missing or of another width', () => {
    expect(() => contrastDirections([{ word: 'x', token: 9 }], [word('golf')], rows, 2)).toThrow('token 9');
    expect(() => contrastDirections([word('tennis')], [word('golf')], rows, 3)).toThrow('width 3');
  });
});
