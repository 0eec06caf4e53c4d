import { expect, it } from 'vitest';
import { edgeEffect } from '../../../../pipeline/cooccurrence/settings/edge-effect.ts';
import { defaultsOf } from '../../../../src/run/study/fill.ts';

it('both presets look at a small sample', () => {
  for (const preset of ['seed-exact', 'recommended'] as const)
    expect(defaultsOf(edgeEffect, preset)).toEqual({ sources: 20, targets: 5 });
});
