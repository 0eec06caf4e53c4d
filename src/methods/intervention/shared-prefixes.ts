/**
 * Makes equal what is equal by meaning: prompts that begin with the same tokens have the same residuals and codes there, but batches
 * of other shapes leave them a rounding apart. The earlier prompt's numbers stand in all of them, so that what follows from them can
 * be computed once.
 */
import type { SteeredPrompt } from './modes.ts';

/** @param tokens of each prompt, one a position */
export function sharePrefixes(
  prompts: readonly SteeredPrompt[],
  tokens: readonly (readonly number[])[],
): SteeredPrompt[] {
  const done: SteeredPrompt[] = [];
  prompts.forEach((prompt, i) => {
    const own = tokens[i];
    const shared = tokens.slice(0, i).map((other) => commonLength(own, other));
    const most = Math.max(0, ...shared);
    done.push(most === 0 ? prompt : beginningAs(done[shared.indexOf(most)], prompt, most, own.length));
  });
  return done;
}

/** The prompt with the model's numbers at its first `count` of `length` positions. */
function beginningAs(model: SteeredPrompt, prompt: SteeredPrompt, count: number, length: number): SteeredPrompt {
  const width = prompt.resid.length / length;
  const resid = prompt.resid.slice();
  resid.set(model.resid.subarray(0, count * width));
  const codes = new Map<number, Float32Array>();
  for (const feature of new Set([...prompt.codes.keys(), ...model.codes.keys()])) {
    const code = prompt.codes.get(feature)?.slice() ?? new Float32Array(length);
    code.set(model.codes.get(feature)?.subarray(0, count) ?? new Float32Array(count));
    if (code.some((value) => value !== 0)) codes.set(feature, code);
  }
  const scales = prompt.scales?.slice();
  if (model.scales !== undefined) scales?.set(model.scales.subarray(0, count));
  return { resid, codes, ...(scales && { scales }) };
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  for (let t = 0; t < most; t++) if (a[t] !== b[t]) return t;
  return most;
}
