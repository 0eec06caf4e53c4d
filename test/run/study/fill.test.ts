import { describe, expect, it } from 'vitest';
import { complainOf } from '../../../src/run/study/complain.ts';
import { defaultsOf, fill } from '../../../src/run/study/fill.ts';
import { group, leaf, optional, optionalGroup, required } from '../../../src/run/study/leaf.ts';
import { list, number, text } from '../../../src/run/study/types.ts';

const settings = group(
  {
    dose: group(
      {
        factors: leaf({ type: list(number(), 1), 'seed-exact': [1, 2], recommended: [3], meaning: 'Doses.' }),
        base: leaf({ type: number(), default: -2, meaning: 'Scale.' }),
        cap: optional({ type: number(), meaning: 'Cap.' }),
      },
      ({ base }, refuse, named) => {
        if (base === 0) refuse('base', '0', `another number beside ${named('factors')}`);
      },
    ),
    source: group({ path: required({ type: text(), meaning: 'Folder.' }) }),
    corpus: optionalGroup({ file: required({ type: text(), meaning: 'Text.' }) }),
  },
  ({ dose, corpus }, refuse) => {
    if (dose.cap !== undefined && corpus === undefined) refuse('dose.cap', String(dose.cap), 'none without a corpus');
  },
);

const complain = complainOf('s.yaml', (path) => path.join('.'));
const of = (written: unknown, preset: 'seed-exact' | 'recommended' = 'seed-exact') =>
  fill(settings, written, preset, complain);
const source = { path: 'p' };

describe('fill', () => {
  it('fills groups key by key and replaces lists whole', () => {
    expect(of({ source })).toEqual({ source, dose: { factors: [1, 2], base: -2 } });
    expect(of({ source, dose: { factors: [9] } }, 'recommended').dose).toEqual({ factors: [9], base: -2 });
    expect(of({ source, corpus: { file: 'f' } }).corpus).toEqual({ file: 'f' });
  });

  it('hands out values of its own: a change of them changes no default', () => {
    of({ source }).dose.factors.push(7);
    expect(of({ source }).dose.factors).toEqual([1, 2]);
  });

  it.each([
    [{ source, dsoe: {} }, 's.yaml: dsoe: unknown key, expected one of dose, source, corpus. Did you mean dose?'],
    [{ source, dose: { bas: 1 } }, 's.yaml: dose.bas: unknown key, expected one of factors, base, cap.'],
    [{ source, dose: null }, 's.yaml: dose: null, expected a mapping of keys.'],
    [{ source, dose: [1] }, 's.yaml: dose: [1], expected a mapping of keys.'],
    [{}, 's.yaml: source: missing, expected a mapping of keys.'],
    [{ source: {} }, 's.yaml: source.path: missing, expected a text.'],
    [{ source, corpus: {} }, 's.yaml: corpus.file: missing, expected a text.'],
    [{ source, dose: { factors: [1, 'x'] } }, 's.yaml: dose.factors.1: "x", expected a number.'],
    [{ source, dose: { base: 0 } }, 's.yaml: dose.base: 0, expected another number beside dose.factors.'],
    [{ source, dose: { cap: 3 } }, 's.yaml: dose.cap: 3, expected none without a corpus.'],
  ])('refuses %j', (written, message) => {
    expect(() => of(written)).toThrow(message);
  });
});

it('defaults are the values of a preset alone', () => {
  expect(defaultsOf(settings, 'recommended')).toEqual({ dose: { factors: [3], base: -2 }, source: {} });
});
