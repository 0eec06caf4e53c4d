/**
 * What a file has in place of a tensor that it should have: names with something put before them, as torch.compile (`_orig_mod.`),
 * DataParallel (`module.`) and wrappers of users do, or the name that ends most alike.
 */
import { nameText } from './safetensors.ts';

/**
 * What to say of it; undefined where nothing is alike.
 * @param expected the name that is missing @param others names that the file has and should not
 */
export function nearestTensor(expected: string, others: Iterable<string>): string | undefined {
  const all = [...others];
  const wrapped = all.find((name) => name.endsWith(`.${expected}`));
  const nearest = wrapped ?? mostAlike(expected, all);
  if (nearest === undefined) return undefined;
  const found = `The nearest in the file is ${nameText(nearest)}.`;
  if (wrapped === undefined) return found;
  return `${found} ${renaming(prefixesOf(wrapped.slice(0, wrapped.length - expected.length)))}`;
}

/** Those that harm nothing when they go; `transformer.` and the like belong to the names themselves. */
function prefixesOf(before: string): string {
  return /^((_orig_mod|module|model|sae|autoencoder|base_model)\.)+/.exec(before)?.[0] ?? before;
}

function renaming(prefix: string): string {
  const text = JSON.stringify(prefix);
  return `Take ${text} off every name, which changes no number. In Python: from safetensors.torch import load_file, save_file; save_file({k.removeprefix(${text}): t for k, t in load_file(f).items()}, f, {"format": "pt"}).`;
}

const LEAST_ALIKE = 4;

/** By the length of the common end; undefined where even that is short. */
function mostAlike(expected: string, names: readonly string[]): string | undefined {
  let [best, length]: [string | undefined, number] = [undefined, LEAST_ALIKE - 1];
  for (const name of names) {
    let common = 0;
    while (common < Math.min(name.length, expected.length) && name.at(-1 - common) === expected.at(-1 - common))
      common++;
    if (common > length) [best, length] = [name, common];
  }
  return best;
}
