import { describe, expect, it } from 'vitest';
import { cofire } from '../capture.ts';

const STUDY = 'studies/sports.yaml';
const PROMPT = ['--prompt', 'Fact: Roger Federer plays the sport of'];

describe('cofire steer', () => {
  it('prints the likeliest tokens before and after, and continuations', async () => {
    const { status, out, err } = await cofire(
      'steer',
      STUDY,
      ...PROMPT,
      '--feature',
      '12',
      '--factor',
      '0',
      '--generate',
      '1',
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const [first] = out.split('\n').filter((line) => line.startsWith('"'));
    expect(first).toMatch(/^" tennis" +0 +(\d+\.\d\d) % +0 +\1 %$/);
    expect(out).toContain('with steering: Fact: Roger Federer plays the sport of tennis');
  });

  it('changes with the factor and the mode', async () => {
    const run = async (...words: string[]) =>
      (await cofire('steer', STUDY, ...PROMPT, '--feature', '12', ...words)).out;
    const base = await run('--factor', '0');
    expect(await run('--factor', '60')).not.toBe(base);
    expect(await run('--factor', '60', '--mode', 'clamp')).not.toBe(await run('--factor', '60'));
  });

  it('says where each feature fires, and takes a negative factor, positions and the global maximum', async () => {
    const run = async (...words: string[]) =>
      (await cofire('steer', STUDY, ...PROMPT, '--feature', '12', '--feature', '40', ...words)).out;
    const plain = await run('--factor', '-20');
    expect(plain).toMatch(
      /^feature 12: (silent in this text|active at \d+ of \d+ positions, largest .* at position \d+, ".*")\nfeature 40: /,
    );
    expect(await run('--factor', '-20', '--set', 'steering.positions=final')).not.toBe(plain);
    expect(await run('--factor', '-20', '--mode', 'global-scaled')).not.toBe(plain);
  });

  it('gives the same numbers on one thread and within less memory', async () => {
    const run = async (...words: string[]) =>
      (await cofire('steer', STUDY, ...PROMPT, '--feature', '12', '--mode', 'global-scaled', ...words)).out;
    const plain = await run('--factor', '3');
    expect(plain).toContain('tennis');
    expect(await run('--factor', '3', '--threads', '1', '--memory', '512MiB')).toBe(plain);
  });

  it.each([
    ['a feature the SAE has not', ['--feature', '99999'], '--feature: 99999, expected a feature of the SAE, 0 to 1023'],
    ['a feature that is no number', ['--feature', 'x'], 'whole number'],
    ['no feature', [], '--feature: none, expected at least one feature'],
    ['a feature twice', ['--feature', '3', '--feature', '3'], '--feature: 3 twice, expected each feature once'],
    ['a scale it has not', ['--feature', '1', '--mode', 'global-scaled', '--set', 'corpus=null'], 'corpus'],
    ['a mode there is not', ['--feature', '1', '--mode', 'zap'], 'Allowed choices are seed'],
    ['no threads', ['--feature', '1', '--threads', '0'], 'Expected a whole number from 1 to 1024'],
    ['too little memory', ['--feature', '1', '--memory', '100MiB'], 'Expected a size such as 4GiB, at least 512 MiB'],
    ['a factor that is no number', ['--feature', '1', '--factor', 'much'], 'expected a number'],
  ])('refuses %s', async (_, words, message) => {
    const { status, err } = await cofire('steer', STUDY, ...PROMPT, ...words);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });

  it('refuses a prompt longer than the model reads', async () => {
    const { status, err } = await cofire('steer', STUDY, '--prompt', 'tennis '.repeat(200), '--feature', '1');
    expect(status).toBe(2);
    expect(err).toMatch(/--prompt: \d+ tokens, expected 1 to 63/);
  });

  it.each(['\n', '\u00a0', '\u200b', '\u202e', '\ufeff', '\0', ' '])(
    'refuses a prompt that ends in %j, by its code point',
    async (sign) => {
      const { status, err } = await cofire('steer', STUDY, '--prompt', `Fact: Li Na plays${sign}`, '--feature', '1');
      expect(status).toBe(2);
      const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      expect(err).toContain(`--prompt: U+${code} (`);
      expect(err).toContain('at the end of "Fact: Li Na plays');
    },
  );
});
