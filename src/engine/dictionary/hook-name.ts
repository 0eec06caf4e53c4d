/**
 * Where a dictionary reads, from the name that its files give the place. One residual stream has many names: TransformerLens's hooks
 * (`blocks.7.hook_resid_pre`, of its bridge `hook_in` and `hook_out`), the modules of transformers (`transformer.h.7`, `model.layers.7`,
 * `gpt_neox.layers.7`), whose output is the residual after that block, and dictionary_learning's (`resid_post_layer_7`).
 */
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';
import type { Site } from '../model/site.ts';

/** A block's number, or what stands for it in a name that was not filled in. */
const LAYER = '(\\d{1,4}|\\{\\w*\\}|%d)';
const BEFORE = ['resid_pre', 'in', 'input'];
const SPELLINGS = [
  new RegExp(`^blocks\\.${LAYER}\\.hook_(resid_pre|resid_post|in|out)$`),
  new RegExp(
    `^(?:(?:transformer\\.|model\\.|base_model\\.)*h|(?:\\w+\\.)*layers|(?:transformer\\.|model\\.)*blocks)\\.${LAYER}(?:\\.(input|output))?(?:\\.0)?$`,
  ),
  new RegExp(`^(?<at>resid_pre|resid_post|resid)_(?:layer_)?${LAYER}$`),
];

/** @param layer the files' `hook_layer`, which fills in a name that leaves its number open @param where the file, for messages */
export function siteOfHook(name: unknown, layer: unknown, where: string): Site {
  const plain =
    typeof name === 'string' ? name.replace(/^(_orig_mod\.|module\.)+/, '').replace(/\[(\d+)\]/g, '.$1') : '';
  for (const spelling of SPELLINGS) {
    const match = spelling.exec(plain);
    if (match === null) continue;
    const named = match.groups?.at;
    const [number, at] = named === undefined ? [match[1], match[2]] : [match[2], named];
    return { layer: layerOf(number, name, layer, where), at: BEFORE.includes(at ?? '') ? 'resid_pre' : 'resid_post' };
  }
  throw new StudyError({
    where,
    found: name === undefined ? 'no hook name' : `hook ${shown(name)}`,
    expected:
      'blocks.N.hook_resid_pre or blocks.N.hook_resid_post (or a module of transformers, such as model.layers.N): cofire reads SAEs of the residual stream',
  });
}

function layerOf(number: string, name: unknown, layer: unknown, where: string): number {
  if (/^\d+$/.test(number)) return Number(number);
  if (typeof layer === 'number' && Number.isInteger(layer) && layer >= 0) return layer;
  throw new StudyError({
    where: `${where}: hook_layer`,
    found: `${shown(layer)} beside the hook name ${shown(name)}`,
    expected: `the number of the block that ${number} stands for`,
  });
}
