import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { random } from '../../../src/random.ts';
import { readYaml } from '../../../src/run/study/yaml-text.ts';
import { parseStudy } from '../../study.ts';

const read = (text: string) => readYaml(text, 'a.yaml', 'a mapping');
const refusal = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof StudyError) return error.message;
    throw error;
  }
  return 'read';
};

it('takes keys as they are written, whatever YAML makes of them', () => {
  expect(read('null: 1\nyes: 2\n1: 3\n0x10: 4\n~: 5\n2001-01-01: 6\n')).toEqual({
    ...{ null: 1, yes: 2, 1: 3, '0x10': 4, '~': 5, '2001-01-01': 6 },
  });
  expect(Object.keys(read('__proto__: 1\nconstructor: 2\n') as object)).toEqual(['__proto__', 'constructor']);
});

it('reads aliases that are few', () => {
  expect(read('a: &x [1, 2]\nb: *x\n')).toEqual({ a: [1, 2], b: [1, 2] });
});

describe('refuses in one sentence, with the line', () => {
  it('aliases that multiply, from a few levels to many', () => {
    for (const [levels, width] of [
      [9, 9],
      [20, 2],
      [4, 40],
    ] as const) {
      const names = Array.from({ length: levels }, (_, i) => `a${i}`);
      const rows = names.map(
        (name, i) =>
          `${name}: &${name} [${Array(width)
            .fill(i === 0 ? 'x' : `*${names[i - 1]}`)
            .join(', ')}]`,
      );
      expect(refusal(rows.join('\n'))).toMatch('aliases that stand for one another over and over');
    }
  });

  it('a key that is given twice, with both lines, at any depth', () => {
    expect(refusal('a: 1\nb: 2\na: 3\n')).toMatch('a.yaml: a on lines 1 and 3, expected a mapping. Keep one of them.');
    expect(refusal('s:\n  deep:\n    k: 1\n\n    k: 1\n')).toMatch('k on lines 3 and 5');
    expect(refusal('s: { k: 1, k: 2 }')).toMatch('k on lines 1 and 1');
    expect(refusal('yes: 1\nyes: 2')).toMatch('yes on lines 1 and 2');
    expect(read('a: { k: 1 }\nb: { k: 1 }')).toEqual({ a: { k: 1 }, b: { k: 1 } });
  });

  it('several documents, values within themselves, values far too deep, aliases of nothing', () => {
    expect(refusal('a: 1\n---\nb: 2\n')).toMatch('several documents (the second from line 2)');
    expect(refusal('a: &a [*a]\n')).toMatch(/within themselves|over and over/);
    for (const depth of [60, 2000, 60_000])
      expect(refusal(`a: ${'['.repeat(depth)}${']'.repeat(depth)}`), String(depth)).toMatch(/deep/);
    expect(refusal('a: *b\n')).toMatch('not valid YAML');
  });

  it('bytes that are not text', () => {
    expect(refusal('name: a\n\u0000\n')).toMatch('bytes that are not text (line 2)');
    expect(refusal(Buffer.from([0xff, 0xfe, 0x61, 0x00]).toString('utf8'))).toMatch('bytes that are not text (line 1)');
    expect(refusal('x'.repeat(1_000_001))).toMatch('1,000,001 characters');
  });
});

it('no text makes a study file crash, hang or name a fault of cofire: cut, turned and with other values, 5,000 of them', () => {
  const folder = 'studies';
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name)));
  const rng = random(11, 'yaml');
  const odd = ['null', '~', 'yes', '[]', '{}', '""', '1e400', '-0', '.nan', '0o17', '2001-01-01', '!!binary aGk=', '*a', '&a b', '|\n x', "'", '{', '- -', '\u202e', '9'.repeat(400)]; // biome-ignore format: one line
  const seen = new Map<string, number>();
  for (let k = 0; k < 5000; k++) {
    let bytes = Buffer.from(files[rng.integer(files.length)]);
    for (let change = 0; change <= rng.integer(3); change++) {
      const at = rng.integer(Math.max(1, bytes.length));
      const kind = rng.integer(4);
      if (kind === 0) bytes = bytes.subarray(0, at);
      else if (kind === 1 && bytes.length > 0) bytes[at] ^= 1 << rng.integer(8);
      else if (kind === 2)
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(odd[rng.integer(odd.length)]), bytes.subarray(at)]);
      else bytes = Buffer.from(bytes.toString('utf8').replace(/: .*/, `: ${odd[rng.integer(odd.length)]}`));
    }
    const start = performance.now();
    let outcome = 'read';
    try {
      parseStudy(bytes.toString('utf8'), '/nowhere/a.yaml');
    } catch (error) {
      if (!(error instanceof StudyError))
        throw new Error(`${k}: ${JSON.stringify(bytes.toString('utf8'))}`, { cause: error });
      expect(error.message.split('\n').length, error.message).toBe(1);
      outcome = 'refused';
    }
    expect(performance.now() - start).toBeLessThan(2000);
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
  }
  expect(Math.min(...seen.values())).toBeGreaterThan(100);
}, 60_000);
