import { describe, expect, it } from 'vitest';
import { formatSeconds, group, lineClock, type ProgressMode, standardError, startProgress } from '../src/progress.ts';

/** A target with its own clock; `text` holds all that was written. */
function fake(mode: ProgressMode, width = 80) {
  const state = { text: '', seconds: 0 };
  const write = (text: string): void => {
    state.text += text;
  };
  return { state, target: { mode, width, now: () => state.seconds, write } };
}

describe('startProgress', () => {
  it('draws a bar with count, rate and time left, and clears it at the end', () => {
    const { state, target } = fake('bar');
    const progress = startProgress(target, 'steer', 16000);
    state.seconds = 10;
    progress.advance(4000);
    expect(state.text).toBe('\r\x1b[2K[=====               ] steer 4,000/16,000 · 400/s · 30 s left');
    progress.done();
    expect(state.text.endsWith('\r\x1b[2K')).toBe(true);
  });

  it('draws at most ten bars a second', () => {
    const { state, target } = fake('bar');
    const progress = startProgress(target, 'x', 1000);
    for (let i = 0; i < 1000; i++) {
      state.seconds += 0.001;
      progress.advance();
    }
    expect(state.text.match(/\r/g)?.length).toBeLessThanOrEqual(10);
  });

  it('never draws wider than the terminal', () => {
    const { state, target } = fake('bar', 30);
    const progress = startProgress(target, 'a rather long label', 1000);
    state.seconds = 1;
    progress.advance(10);
    expect(state.text.replace('\r\x1b[2K', '').length).toBeLessThanOrEqual(30);
  });

  it.each([
    [60, 'steered evaluations 4,000/16,000 · 400/s · 30 s left'],
    [40, 'steere… 4,000/16,000 · 400/s · 30 s left'],
    [20, '4,000/16,000 · 400/s'],
  ])('%i columns: the bar goes before the label, and the label before rate and time left', (width, drawn) => {
    const { state, target } = fake('bar', width);
    const progress = startProgress(target, 'steered evaluations', 16000);
    state.seconds = 10;
    progress.advance(4000);
    expect(state.text).toBe(`\r\x1b[2K${drawn}`);
  });

  it('writes a plain line now and then when there is no terminal', () => {
    const { state, target } = fake('lines');
    const progress = startProgress(target, 'nulls', 100);
    for (let i = 0; i < 25; i++) {
      state.seconds += 1;
      progress.advance();
    }
    progress.done();
    expect(state.text).toBe(
      '  nulls 3/100 · 1.0/s · 1 min 37 s left\n  nulls 13/100 · 1.0/s · 1 min 27 s left\n  nulls 23/100 · 1.0/s · 1 min 17 s left\n',
    );
  });

  it('keeps one clock over the short bars of a stage', () => {
    const { state, target } = fake('lines');
    const clock = lineClock(target);
    for (const label of ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']) {
      const progress = startProgress(target, label, 2, 0, clock);
      for (let i = 0; i < 2; i++) {
        state.seconds += 1;
        progress.advance();
      }
      progress.done();
    }
    expect(state.text).toBe('  second 1/2 · 1.0/s · 1.0 s left\n  seventh 1/2 · 1.0/s · 1.0 s left\n');
  });

  it('leaves pieces of an earlier run out of the rate', () => {
    const { state, target } = fake('bar');
    const progress = startProgress(target, 'fetch', 500, 400);
    state.seconds = 10;
    progress.advance(20);
    expect(state.text).toBe('\r\x1b[2K[================    ] fetch 420/500 · 2.0/s · 40 s left');
  });

  it('writes nothing when quiet', () => {
    const { state, target } = fake('quiet');
    const progress = startProgress(target, 'x', 1);
    state.seconds = 100;
    progress.advance();
    progress.done();
    expect(state.text).toBe('');
  });

  it('a total of zero is no division by zero; a negative or undefined one is refused', () => {
    const { state, target } = fake('bar');
    const progress = startProgress(target, 'x', 0);
    state.seconds = 1;
    progress.advance(0);
    expect(state.text).toContain('x 0/0');
    expect(() => startProgress(target, 'x', -1)).toThrow(RangeError);
    expect(() => startProgress(target, 'x', Number.NaN)).toThrow('progress of x: total NaN');
  });
});

it('formatSeconds reads well at every size', () => {
  expect([0.04, 9.94, 36.4, 59.6, 250, 7500].map(formatSeconds)).toEqual([
    '0.0 s',
    '9.9 s',
    '36 s',
    '1 min 00 s',
    '4 min 10 s',
    '2 h 05 min',
  ]);
});

it('group sets commas', () => {
  expect([0, 999, 1000, 1234567].map(group)).toEqual(['0', '999', '1,000', '1,234,567']);
});

it('standardError is quiet when asked and plain when standard error is no terminal', () => {
  expect(standardError(true).mode).toBe('quiet');
  expect(standardError(false).mode).toBe(process.stderr.isTTY ? 'bar' : 'lines');
});
