/** The supported architectures of dictionaries. */
import type { DictionaryArchitecture } from './architecture.ts';
import { batchtopk } from './batchtopk.ts';
import { gated } from './gated.ts';
import { jumprelu } from './jumprelu.ts';
import { standard } from './standard.ts';
import { topk } from './topk.ts';

const ARCHITECTURES: readonly DictionaryArchitecture[] = [standard, gated, jumprelu, topk, batchtopk];
export const ARCHITECTURE_NAMES: readonly string[] = ARCHITECTURES.map(({ name }) => name);

/** @throws Error for a name that no configuration can have, since reading one refuses it */
export function architectureOf(name: string): DictionaryArchitecture {
  const found = ARCHITECTURES.find((architecture) => architecture.name === name);
  if (found === undefined) throw new Error(`dictionary: no architecture ${name}`);
  return found;
}
