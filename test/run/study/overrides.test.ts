import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { applyOverrides, parseOverride } from '../../../src/run/study/overrides.ts';
import { together } from './tiny-analyses.ts';

describe('parseOverride', () => {
  it.each([
    ['seed=3', ['seed'], 3],
    ['network.threshold=0.6', ['network', 'threshold'], 0.6],
    ['network.strict = false', ['network', 'strict'], false],
    ['attribution.contrast=foil', ['attribution', 'contrast'], 'foil'],
    ['steering.factors=[1, 10]', ['steering', 'factors'], [1, 10]],
    ['sae={ path: x, center: true }', ['sae'], { path: 'x', center: true }],
    ['task.file=a=b.csv', ['task', 'file'], 'a=b.csv'],
  ])('reads %s', (text, path, value) => {
    expect(parseOverride('s.yaml', text)).toEqual({ path, value });
  });

  it.each(['seed', 'seed=', '=3', 'a..b=1', 'a b=1', '__proto__.x=1', 'steering.factors=[1'])('refuses %s', (text) => {
    expect(() => parseOverride('s.yaml', text)).toThrow(StudyError);
    expect(() => parseOverride('s.yaml', text)).toThrow(`s.yaml: --set ${text}`);
  });
});

describe('applyOverrides', () => {
  it('applies later ones over earlier ones, makes missing sections and leaves its input alone', () => {
    const written = { seed: 1 };
    expect(applyOverrides('s', written, ['seed=2', 'seed=3', 'network.strict=false'])).toEqual({
      seed: 3,
      network: { strict: false },
    });
    expect(written).toEqual({ seed: 1 });
  });

  it('refuses a key below a value', () => {
    expect(() => applyOverrides('s', { seed: 1 }, ['seed.x=2'])).toThrow('seed has no keys below it');
  });
});

describe('keys of the other form', () => {
  const set = (written: Record<string, unknown>, override: string) =>
    applyOverrides('s', written, [override], together);
  const below = { analyses: { together: { network: { threshold: 0.5 } } } };

  it('a key at the top changes the block under the analysis, where the file has it there', () => {
    expect(set(below, 'network.threshold=0.6')).toEqual({ analyses: { together: { network: { threshold: 0.6 } } } });
    expect(set(below, 'attribution.contrast=foil')).toEqual({ ...below, attribution: { contrast: 'foil' } });
  });

  it('a key under the analysis changes the block at the top, where the file has it there', () => {
    const top = { network: { threshold: 0.5 } };
    expect(set(top, 'analyses.together.network.threshold=0.6')).toEqual({ network: { threshold: 0.6 } });
    expect(set({ ...top, analyses: ['together'] }, 'analyses.together.network.top=3')).toEqual({
      network: { threshold: 0.5, top: 3 },
      analyses: { together: {} },
    });
  });

  it('a list of analyses becomes a map, so that a key can be set under one', () => {
    expect(set({ analyses: ['together'] }, 'analyses.together.on=a')).toEqual({ analyses: { together: { on: 'a' } } });
  });

  it('sae is dictionaries.sae either way', () => {
    expect(set({ sae: { path: 'a' } }, 'dictionaries.sae.path=b')).toEqual({ sae: { path: 'b' } });
    expect(set({ dictionaries: { sae: { path: 'a' } } }, 'sae.path=b')).toEqual({
      dictionaries: { sae: { path: 'b' } },
    });
  });
});
