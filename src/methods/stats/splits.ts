/**
 * Splits of the prompts into a half that finds a pattern and a half that is asked whether it is there.
 *
 * `strata`: each stratum is shuffled and dealt out in turn, so both halves hold the same answers, as nearly as counts allow. `strata 2`,
 * `strata 3` and so on are the same again: every even one is the one before with its halves changed over, every odd one is dealt anew.
 * `templates`: whole templates, dealt out in order of name; only where there are two or more. A pattern of the wording does not pass it.
 */
import { random, shuffle } from '../../random.ts';

export type SplitName = 'strata' | 'templates' | `strata ${number}`;

export interface Split {
  readonly name: SplitName;
  /** Prompts, ascending. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

interface SplitOptions {
  readonly seed: number;
  /** Prompts that each half must have; a split with a smaller half is left out. */
  readonly least: number;
  /** Splits within strata; 1 unless given. */
  readonly repeats?: number;
}

/** Splits within strata of a study, where asking one of them costs no run of the model. */
export const REPEATS = 20;

/** What a split is one of. */
export function kindOf(split: string): string {
  return split.replace(/ \d+$/, '');
}

/** @param strata [P] @param templates [P] */
export function splitsOf(
  strata: readonly string[],
  templates: readonly string[],
  { seed, least, repeats = 1 }: SplitOptions,
): Split[] {
  // The first split has no number in its draw.
  const dealt = (draw: readonly number[]): number[] =>
    groups(strata).flatMap((prompts, place) => shuffle([...prompts], random(seed, 'held-out', ...draw, place)));
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
  const within = (repeat: number): Split => {
    const draw = repeat < 2 ? [] : [repeat - (repeat % 2)];
    return side(dealt(draw), (place) => (place + repeat) % 2 === 1, repeat === 0 ? 'strata' : `strata ${repeat + 1}`);
  };
  const splits: Split[] = [within(0)];
  if (names.length > 1) {
    const all = templates.map((_, prompt) => prompt);
    splits.push(side(all, (_, prompt) => names.indexOf(templates[prompt]) % 2 === 1, 'templates'));
  }
  for (let repeat = 1; repeat < repeats; repeat++) splits.push(within(repeat));
  return splits.filter(({ train, test }) => Math.min(train.length, test.length) >= least);
}

/** What a split of the task into halves is made of, or why there is none and what cannot be concluded without it. */
export interface SplitRow {
  readonly split: SplitName;
  readonly groups: number;
  readonly first_prompts: number | null;
  readonly second_prompts: number | null;
  readonly reason: string | null;
}

/** @param prompts of the task @param splits those that could be made @param least prompts that each half must have */
export function splitRows(
  prompts: readonly { readonly stratum: string; readonly template: string }[],
  splits: readonly Split[],
  least: number,
): SplitRow[] {
  const rowOf = (split: SplitName, groups: number, none: string): SplitRow => {
    const made = splits.find(({ name }) => name === split);
    const [first, second] = [made?.train.length ?? null, made?.test.length ?? null];
    return { split, groups, first_prompts: first, second_prompts: second, reason: made === undefined ? none : null };
  };
  const few = `a half would have fewer than ${least} prompts, so no finding can be asked again`;
  const one = 'the task has one template: every finding is about this wording, and nothing says whether it holds in another'; // biome-ignore format: one line
  const wordings = new Set(prompts.map(({ template }) => template)).size;
  const answers = new Set(prompts.map(({ stratum }) => stratum)).size;
  if (answers === 0) return [];
  const repeated = splits.filter(({ name }) => name !== kindOf(name)).map(({ name }) => rowOf(name, answers, few));
  return [rowOf('strata', answers, few), rowOf('templates', wordings, wordings === 1 ? one : few), ...repeated];
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
