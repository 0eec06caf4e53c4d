/** The supported architectures, and which of them a config.json describes. */
import { StudyError } from '../../../errors.ts';
import type { Json } from '../config.ts';
import type { Family } from './family.ts';
import { gptNeox } from './gpt-neox.ts';
import { gpt2 } from './gpt2.ts';
import { llama } from './llama.ts';
import { qwen2 } from './qwen2.ts';
import { qwen3 } from './qwen3.ts';

export const FAMILIES: readonly Family[] = [gpt2, gptNeox, llama, qwen2, qwen3];

/** What people try and cofire cannot compute, with the reason: an attribution needs every layer of the model. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [
    /moe|mixtral|gpt_?oss|deepseek_?v[23]|dbrx|jamba|llama4/,
    'a mixture of experts, which routes each token through layers of its own',
  ],
  [
    /qwen3_?next|qwen3_?5|mamba|rwkv|recurrentgemma|recurrent_gemma|lfm2/,
    'a model whose layers keep a state from token to token',
  ],
  [/gemma_?3n|smollm3/, 'a model whose layers differ in ways that no file of cofire says'],
];

/** By `model_type`, or by `architectures` where the file has none. @param where the file's path, for messages */
export function familyOf(json: Json, where: string): Family {
  const { model_type: type, architectures } = json;
  const classes: readonly unknown[] = Array.isArray(architectures) ? architectures : [];
  const family = FAMILIES.find(({ modelType, classes: own }) =>
    type === undefined ? own.some((name) => classes.includes(name)) : modelType === type,
  );
  if (family !== undefined) return family;
  const named = classes.length === 0 ? '' : ` and architectures ${JSON.stringify(classes)}`;
  const found = type === undefined ? `no model_type${named}` : `model_type ${JSON.stringify(type)}`;
  const known = FAMILIES.map(({ title, modelType }) => `"${modelType}" (${title})`).join(', ');
  const text = [type, ...classes].join(' ').toLowerCase();
  const [, reason] = OTHERS.find(([names]) => names.test(text)) ?? [];
  throw new StudyError({
    where,
    found: reason === undefined ? found : `${found}, ${reason}`,
    expected: `one of the model_type ${known}`,
    fix: 'Other architectures are not supported.',
  });
}
