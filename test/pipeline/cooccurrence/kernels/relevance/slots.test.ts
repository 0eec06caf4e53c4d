import { describe, expect, it } from 'vitest';
import {
  prefixesOf,
  type SlottedPrompt,
  slotsOf,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/slots.ts';
import { random } from '../../../../../src/random.ts';

const one = (...texts: number[][]) => slotsOf(texts.map((tokens) => ({ tokens, template: 't' })));
const lists = ({ of }: { readonly of: readonly Int32Array[] }) => of.map((own) => [...own]);

/** What a position is called: from the start while all prompts of the template agree, from the end while all do, one name between. */
function plainNames(prompts: readonly SlottedPrompt[]): string[][] {
  return prompts.map(({ tokens, template }) => {
    const texts = prompts.filter((prompt) => prompt.template === template).map((prompt) => prompt.tokens);
    const shortest = Math.min(...texts.map(({ length }) => length));
    const agree = (k: number) => new Set(texts.map((text) => text.at(k))).size === 1;
    let [prefix, suffix] = [0, 0];
    while (prefix < shortest && agree(prefix)) prefix++;
    while (suffix < shortest - prefix && agree(-1 - suffix)) suffix++;
    return tokens.map((_, t) => {
      const fromEnd = tokens.length - 1 - t;
      return `${template} ${t < prefix ? `start ${t}` : fromEnd < suffix ? `end ${fromEnd}` : 'between'}`;
    });
  });
}

describe('the slots of one template', () => {
  it('are one for each common token at the start, one for each at the end, and one for all between', () => {
    const { count, of } = one([9, 1, 40, 2, 3], [9, 1, 50, 51, 52, 2, 3]);
    expect(count).toBe(5);
    expect(lists({ of })).toEqual([[0, 1, 4, 3, 2], [0, 1, 4, 4, 4, 3, 2]]); // biome-ignore format: one line
  });

  it('begin with the first difference: tokens that agree again later are between', () => {
    expect(lists(one([9, 1, 7, 2], [9, 5, 7, 3]))).toEqual([[0, 1, 1, 1], [0, 1, 1, 1]]); // biome-ignore format: one line
  });

  it('take no position of the shortest prompt twice', () => {
    // Start and end of the shorter prompt are the same token: the start has it, and what is left over in the longer is between.
    expect(lists(one([1, 1], [1, 1, 1, 1]))).toEqual([[0, 1], [0, 1, 2, 2]]); // biome-ignore format: one line
    // Of the shorter prompt, the start leaves one position to the end.
    expect(lists(one([9, 1, 3], [9, 1, 2, 1, 3]))).toEqual([[0, 1, 2], [0, 1, 3, 3, 2]]); // biome-ignore format: one line
  });

  it('of a prompt alone, or of prompts that are equal, are its positions', () => {
    expect(lists(one([4, 4, 5]))).toEqual([[0, 1, 2]]);
    expect(lists(one([4, 5], [4, 5]))).toEqual([[0, 1], [0, 1]]); // biome-ignore format: one line
  });

  it('are one where nothing is in common', () => {
    expect(lists(one([1, 2], [3, 4, 5]))).toEqual([[0, 0], [0, 0, 0]]); // biome-ignore format: one line
    expect(lists(one([], [3, 4]))).toEqual([[], [0, 0]]);
  });
});

it('templates share no slot, in whatever order their prompts stand', () => {
  const prompts = [[9, 1], [9, 7, 8], [9, 2], [9, 7, 6]].map((tokens, p) => ({ tokens, template: p % 2 === 0 ? 'a' : 'b' })); // biome-ignore format: one line
  const { count, of } = slotsOf(prompts);
  expect(lists({ of })).toEqual([[0, 1], [2, 3, 4], [0, 1], [2, 3, 4]]); // biome-ignore format: one line
  expect(count).toBe(5);
});

it('there are none of no prompts', () => expect(slotsOf([])).toEqual({ count: 0, of: [] }));

it('positions share a slot exactly where they have one name, on 300 random tasks', () => {
  for (let seed = 0; seed < 300; seed++) {
    const rng = random(seed, 'slots');
    const prompts = Array.from({ length: 1 + rng.integer(5) }, () => ({
      tokens: Array.from({ length: 1 + rng.integer(6) }, () => rng.integer(2)),
      template: `t${rng.integer(2)}`,
    }));
    const { count, of } = slotsOf(prompts);
    const names = plainNames(prompts).flat();
    const slots = lists({ of }).flat();
    expect(slots).toHaveLength(names.length);
    expect(Math.max(...slots)).toBeLessThan(count);
    const pairs = new Set(names.map((name, k) => `${name} = ${slots[k]}`));
    expect([pairs.size, new Set(slots).size], `seed ${seed}`).toEqual([new Set(names).size, new Set(names).size]);
  }
});

it('counts what the prompts of a template have in common from the start', () => {
  const prompts = [[9, 1], [9, 7, 8], [9, 2], [9, 7, 6], [4, 4]].map((tokens, p) => ({ tokens, template: 'ababc'[p] })); // biome-ignore format: one line
  // A template of one prompt has all of it.
  expect([...prefixesOf(prompts)]).toEqual([1, 2, 1, 2, 2]);
  expect(prefixesOf([])).toEqual(new Int32Array());
});
