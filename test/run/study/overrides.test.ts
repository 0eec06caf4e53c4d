import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { applyOverrides, parseOverride } from '../../../src/run/study/overrides.ts';

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
