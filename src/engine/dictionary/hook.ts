/** Where in the model an SAE reads: the residual stream before or after a block, in TransformerLens's names. */
import { StudyError } from '../../errors.ts';

export interface Hook {
  readonly name: string;
  /** Block number, from 0. */
  readonly layer: number;
  readonly point: 'resid_pre' | 'resid_post';
  /** Blocks that run before the hook: `layer` for resid_pre, `layer` + 1 for resid_post. Hugging Face's hidden_states index. */
  readonly blocksBefore: number;
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
export function hookAt(layer: number, point: Hook['point']): Hook {
  return {
    name: `blocks.${layer}.hook_${point}`,
    layer,
    point,
    blocksBefore: point === 'resid_pre' ? layer : layer + 1,
  };
}
