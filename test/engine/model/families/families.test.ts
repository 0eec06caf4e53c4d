import { describe, expect, test } from 'vitest';
import { FAMILIES, familyOf } from '../../../../src/engine/model/families/families.ts';
import { StudyError } from '../../../../src/errors.ts';

const titleOf = (json: Record<string, unknown>): string => familyOf(json, 'config.json').title;

describe('which architecture a config.json describes', () => {
  test('by model_type, whatever architectures says', () => {
    expect(titleOf({ model_type: 'gpt2', architectures: ['GPT2DoubleHeadsModel'] })).toBe('GPT-2');
    expect(titleOf({ model_type: 'gpt_neox' })).toBe('GPT-NeoX, Pythia');
  });

  test('by architectures where there is no model_type', () => {
    expect(titleOf({ architectures: ['GPT2LMHeadModel'] })).toBe('GPT-2');
    expect(titleOf({ architectures: ['GPTNeoXForCausalLM'] })).toBe('GPT-NeoX, Pythia');
  });

  test.each([
    [{ model_type: 'bloom' }, 'model_type "bloom"'],
    [{ architectures: ['BloomForCausalLM'] }, 'no model_type and architectures ["BloomForCausalLM"]'],
    [{}, 'no model_type'],
    [{ model_type: 7, architectures: 'GPT2LMHeadModel' }, 'model_type 7'],
  ])('another is refused, naming the supported ones: %o', (json, found) => {
    const finding = (): unknown => titleOf(json);
    expect(finding).toThrow(StudyError);
    expect(finding).toThrow(
      `config.json: ${found}, expected one of the model_type "gpt2" (GPT-2), "gpt_neox" (GPT-NeoX, Pythia), "llama" (`,
    );
  });

  test.each([
    [{ model_type: 'qwen3_moe' }, 'model_type "qwen3_moe", a mixture of experts'],
    [{ model_type: 'mixtral', architectures: ['MixtralForCausalLM'] }, 'a mixture of experts'],
    [{ architectures: ['GptOssForCausalLM'] }, 'a mixture of experts'],
    [{ model_type: 'qwen3_next' }, 'a model whose layers keep a state'],
    [{ model_type: 'smollm3' }, 'a model whose layers differ'],
  ])('one that people try says why it cannot be read: %o', (json, found) => {
    expect(() => titleOf(json)).toThrow(found);
  });

  test('each has names of its own', () => {
    expect(new Set(FAMILIES.map(({ modelType }) => modelType)).size).toBe(FAMILIES.length);
    expect(new Set(FAMILIES.flatMap(({ classes }) => classes)).size).toBe(FAMILIES.length);
  });
});
