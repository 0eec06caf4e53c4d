/**
 * Slots: positions that mean the same in every prompt of a template. The tokens of the longest common prefix have a slot each, counted
 * from the start; those of the longest common suffix one each, counted from the end, never more than the shortest prompt leaves; and
 * all positions between share one.
 */

export interface SlottedPrompt {
  readonly tokens: readonly number[];
  readonly template: string;
}

export interface Slots {
  readonly count: number;
  /** Slot of each position of each prompt, [T]. */
  readonly of: readonly Int32Array[];
}

export function slotsOf(prompts: readonly SlottedPrompt[]): Slots {
  const of: Int32Array[] = prompts.map(({ tokens }) => new Int32Array(tokens.length));
  let count = 0;
  for (const template of new Set(prompts.map((prompt) => prompt.template))) {
    const own = prompts.flatMap((prompt, p) => (prompt.template === template ? [p] : []));
    const texts = own.map((p) => prompts[p].tokens);
    const shortest = Math.min(...texts.map(({ length }) => length));
    const prefix = commonLength(texts, shortest, (tokens, k) => tokens[k]);
    const suffix = commonLength(texts, shortest - prefix, (tokens, k) => tokens[tokens.length - 1 - k]);
    for (const p of own) {
      const length = prompts[p].tokens.length;
      for (let t = 0; t < length; t++) {
        const fromEnd = length - 1 - t;
        if (t < prefix) of[p][t] = count + t;
        else if (fromEnd < suffix) of[p][t] = count + prefix + fromEnd;
        else of[p][t] = count + prefix + suffix;
      }
    }
    count += prefix + suffix + 1;
  }
  return { count, of };
}

/** Of a task's prompts, in the order of their words. */
export function taskSlots(
  task: readonly Pick<SlottedPrompt, 'tokens'>[],
  words: readonly Pick<SlottedPrompt, 'template'>[],
): Slots {
  return slotsOf(task.map(({ tokens }, k) => ({ tokens, template: words[k].template })));
}

/** Of each prompt, how many tokens all prompts of its template have in common from the start. */
export function prefixesOf(prompts: readonly SlottedPrompt[]): Int32Array {
  const prefixes = new Int32Array(prompts.length);
  for (const template of new Set(prompts.map((prompt) => prompt.template))) {
    const own = prompts.flatMap((prompt, p) => (prompt.template === template ? [p] : []));
    const texts = own.map((p) => prompts[p].tokens);
    const prefix = commonLength(texts, Math.min(...texts.map(({ length }) => length)), (tokens, k) => tokens[k]);
    for (const p of own) prefixes[p] = prefix;
  }
  return prefixes;
}

/** How many tokens, at most `most`, all the texts have in common. */
function commonLength(
  texts: readonly (readonly number[])[],
  most: number,
  at: (tokens: readonly number[], k: number) => number,
): number {
  let length = 0;
  while (length < most && texts.every((tokens) => at(tokens, length) === at(texts[0], length))) length++;
  return length;
}
