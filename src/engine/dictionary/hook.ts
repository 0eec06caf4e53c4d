/** Where in the model an SAE reads: the residual stream before or after a block, in TransformerLens's names. */
import { StudyError } from '../../errors.ts';
import type { Site } from '../model/site.ts';

export interface Hook extends Site {
  readonly name: string;
}

export function parseHook(name: unknown, where: string): Hook {
  const match = typeof name === 'string' ? /^blocks\.(\d+)\.hook_(resid_pre|resid_post)$/.exec(name) : null;
  if (match === null) {
    const expected = 'blocks.N.hook_resid_pre or blocks.N.hook_resid_post: cofire reads SAEs of the residual stream';
    throw new StudyError({
      where,
      found: name === undefined ? 'no hook name' : `hook ${JSON.stringify(name)}`,
      expected,
    });
  }
  return hookAt(Number(match[1]), match[2] === 'resid_pre' ? 'resid_pre' : 'resid_post');
}

/** The hook of the same kind at another block: the study file's `sae.layer`. */
export function hookAt(layer: number, at: Hook['at']): Hook {
  return { name: `blocks.${layer}.hook_${at}`, layer, at };
}
