/**
 * Splits of the prompts into a half that finds a pattern and a half that is asked whether it is there.
 *
 * `strata`: each stratum is shuffled and dealt out in turn, so both halves hold the same answers, as nearly as counts allow.
 * `templates`: whole templates, dealt out in order of name; only where there are two or more. A pattern of the wording does not pass it.
 */
import { random, shuffle } from '../random.ts';

export interface Split {
  readonly name: 'strata' | 'templates';
  /** Prompts, ascending. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

export interface SplitOptions {
  readonly seed: number;
  /** Prompts that each half must have; a split with a smaller half is left out. */
  readonly least: number;
}

/** @param strata [P] @param templates [P] */
export function splitsOf(
  strata: readonly string[],
  templates: readonly string[],
  { seed, least }: SplitOptions,
): Split[] {
  const byStratum = groups(strata).flatMap((prompts, place) => shuffle([...prompts], random(seed, 'held-out', place)));
  const names = [...new Set(templates)].sort();
  const side = (
    prompts: readonly number[],
    other: (place: number, prompt: number) => boolean,
    name: Split['name'],
  ) => ({
    name,
    train: Int32Array.from(prompts.filter((prompt, place) => !other(place, prompt))).sort(),
    test: Int32Array.from(prompts.filter((prompt, place) => other(place, prompt))).sort(),
  });
  const splits: Split[] = [side(byStratum, (place) => place % 2 === 1, 'strata')];
  if (names.length > 1) {
    const all = templates.map((_, prompt) => prompt);
    splits.push(side(all, (_, prompt) => names.indexOf(templates[prompt]) % 2 === 1, 'templates'));
  }
  return splits.filter(({ train, test }) => Math.min(train.length, test.length) >= least);
}

/** Prompts of each name, names in order of first appearance. */
function groups(names: readonly string[]): number[][] {
  const found = new Map<string, number[]>();
  names.forEach((name, prompt) => {
    const own = found.get(name);
    if (own === undefined) found.set(name, [prompt]);
    else own.push(prompt);
  });
  return [...found.values()];
}
