import { describe, expect, it } from 'vitest';
import { genericTarget, kindOf, taskTarget } from '../../../../../pipeline/cooccurrence/kernels/transfer/targets.ts';

const rows = (...subjects: (string | undefined)[]) =>
  subjects.map((subject) => (subject === undefined ? { answer: 'golf' } : { answer: 'golf', subject }));

describe('kindOf', () => {
  it('another wording has subjects of the task alone, however few', () => {
    expect(kindOf(rows('Ann', 'Bob'), rows('Ann', 'Bob', 'Cleo'))).toBe('template');
  });

  it('one subject of its own makes a file of other subjects, also with the task’s answers', () => {
    expect(kindOf(rows('Ann', 'Dan'), rows('Ann', 'Bob'))).toBe('subjects');
    expect(kindOf(rows('Ann', undefined), rows('Ann', 'Bob'))).toBe('subjects');
    expect(kindOf(rows('Ann'), rows(undefined))).toBe('subjects');
  });

  it('without subjects answers tell them apart', () => {
    expect(kindOf([{ answer: 'golf' }], [{ answer: 'golf' }, { answer: 'tennis' }])).toBe('template');
    expect(kindOf([{ answer: 'Rome' }], [{ answer: 'golf' }, { answer: 'tennis' }])).toBe('subjects');
  });
});

it('the task has the foils that its table has', () => {
  const row = {
    ...{ prompt_id: 0, answer: 'golf', answer_token: 5, foil: 'tennis', foil_token: 6, accepted_tokens: [5, 7] },
    ...{ n_tokens: 2, answer_rank: 0, tokens: [1, 2] },
  };
  const bare = { ...row, foil: null, foil_token: null };
  const { kind, name, prompts } = taskTarget([row, bare], [{ template: 'a' }, { template: 'b' }], 't.csv');
  expect([kind, name]).toEqual(['task', 't.csv']);
  const own = { tokens: [1, 2], answer: { word: 'golf', token: 5 }, accepted: [5, 7] };
  expect(prompts).toEqual([
    { ...own, template: 'a', foil: { word: 'tennis', token: 6 } },
    { ...own, template: 'b', foil: null },
  ]);
});

describe('genericTarget', () => {
  const letters = { encode: (text: string) => Int32Array.from(text, (letter) => letter.charCodeAt(0)) };
  const make = (text: string, bos = [1], nPositions = 1000, seed = 3) =>
    genericTarget(text, 'x.txt', { nPositions, bos }, letters, seed).prompts;

  it('reads a piece of every document up to a drawn place, one token at least, the BOS before it', () => {
    const lengths = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const prompts = make('abc\n\n d\r\n', [1], 1000, seed);
      expect(prompts).toHaveLength(2);
      const [long, short] = prompts.map(({ tokens }) => tokens);
      expect(long).toEqual([1, 97, 98, 99].slice(0, long.length));
      expect(short).toEqual([1, 100]);
      lengths.add(long.length);
    }
    expect([...lengths].sort()).toEqual([2, 3, 4]);
    expect(make('abc', [])[0].tokens[0]).toBe(97);
  });

  it('has no answer', () => {
    expect(make('abc')[0]).toMatchObject({ answer: null, foil: null });
  });

  it('cuts long documents, at most as the model has positions', () => {
    expect(make('a'.repeat(130))).toHaveLength(3);
    const prompts = make('a'.repeat(130), [1], 14);
    expect(prompts).toHaveLength(10);
    expect(Math.max(...prompts.map(({ tokens }) => tokens.length))).toBeLessThanOrEqual(14);
  });

  it('draws two hundred of more, the same by the same seed', () => {
    const text = Array.from({ length: 500 }, (_, k) => String.fromCharCode(200 + k)).join('\n');
    const tokens = (seed: number) => make(text, [], 1000, seed).map((prompt) => prompt.tokens[0]);
    expect(new Set(tokens(1)).size).toBe(200);
    expect(Math.max(...tokens(1))).toBeGreaterThan(600);
    expect(tokens(1)).toEqual(tokens(1));
    expect(tokens(2)).not.toEqual(tokens(1));
  });
});
