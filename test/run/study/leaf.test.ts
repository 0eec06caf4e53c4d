import { expect, expectTypeOf, it } from 'vitest';
import {
  group,
  hasPresets,
  isGroup,
  leaf,
  leavesOf,
  optional,
  optionalGroup,
  required,
  type ValueOf,
} from '../../../src/run/study/leaf.ts';
import { choice, number, text } from '../../../src/run/study/types.ts';

const settings = group({
  file: required({ type: text(), meaning: 'A file.' }),
  rule: group({
    level: leaf({ type: number(), 'seed-exact': 1, recommended: 2, meaning: 'A level.' }),
    sign: leaf({ type: choice(['both', 'plus']), default: 'both', meaning: 'A sign.' }),
    top: optional({ type: number(), meaning: 'A number.' }),
  }),
  corpus: optionalGroup({ file: required({ type: text(), meaning: 'Text.' }) }),
});

it('gives the TypeScript type of its values', () => {
  expectTypeOf<ValueOf<typeof settings>>().branded.toEqualTypeOf<{
    file: string;
    rule: { level: number; sign: 'both' | 'plus'; top?: number };
    corpus?: { file: string };
  }>();
});

it('a default is one for each preset, or one for all', () => {
  const { level, sign, top } = settings.children.rule.children;
  expect(level.defaults).toEqual({ 'seed-exact': 1, recommended: 2 });
  expect(sign.defaults).toEqual({ 'seed-exact': 'both', recommended: 'both' });
  expect([top.defaults, top.optional, settings.children.file.optional]).toEqual([undefined, true, false]);
});

it('lists leaves by dotted path, in order', () => {
  expect(leavesOf(settings.children).map(([key]) => key)).toEqual([
    'file',
    'rule.level',
    'rule.sign',
    'rule.top',
    'corpus.file',
  ]);
  expect([isGroup(settings.children.rule), isGroup(settings.children.file)]).toEqual([true, false]);
});

it('has presets where a leaf of its own differs between them', () => {
  const type = number();
  const own = leaf({ type, 'seed-exact': 1, recommended: 2, meaning: 'x' });
  const shared = leaf({ type, 'seed-exact': 1, recommended: 2, shared: true, meaning: 'x' });
  const same = leaf({ type, default: 1, meaning: 'x' });
  expect([own, shared, same].map((a) => hasPresets(group({ a })))).toEqual([true, false, false]);
});
