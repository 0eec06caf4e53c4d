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
    [{ model_type: 'llama' }, 'model_type "llama"'],
    [{ architectures: ['LlamaForCausalLM'] }, 'no model_type and architectures ["LlamaForCausalLM"]'],
    [{}, 'no model_type'],
    [{ model_type: 7, architectures: 'GPT2LMHeadModel' }, 'model_type 7'],
  ])('another is refused, naming the supported ones: %o', (json, found) => {
    const finding = (): unknown => titleOf(json);
    expect(finding).toThrow(StudyError);
    expect(finding).toThrow(
      `config.json: ${found}, expected model_type "gpt2" (GPT-2) or "gpt_neox" (GPT-NeoX, Pythia).`,
    );
  });

  test('each has names of its own', () => {
    expect(new Set(FAMILIES.map(({ modelType }) => modelType)).size).toBe(FAMILIES.length);
    expect(new Set(FAMILIES.flatMap(({ classes }) => classes)).size).toBe(FAMILIES.length);
  });
});
