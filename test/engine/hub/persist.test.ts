import { describe, expect, test } from 'vitest';
import { Passing, persist, Unreachable } from '../../../src/engine/hub/persist.ts';
import { StudyError } from '../../../src/errors.ts';

function patience(): {
  waits: number[];
  notes: string[];
  sleep(ms: number): Promise<void>;
  note(text: string): void;
  fix(): string;
} {
  const waits: number[] = [];
  const notes: string[] = [];
  return {
    waits,
    notes,
    sleep: async (ms) => void waits.push(ms),
    note: (text) => void notes.push(text),
    fix: () => 'Do it by hand.',
  };
}

test('waits grow, and the fifth failure in a row ends it with what to do', async () => {
  const calm = patience();
  const failing = persist('http://h/x', async () => Promise.reject(new Passing('busy')), calm);
  await expect(failing).rejects.toThrow('http://h/x: busy, 5 times, expected the file. Do it by hand.');
  await expect(failing).rejects.toBeInstanceOf(StudyError);
  expect(calm.waits).toEqual([500, 1000, 2000, 4000]);
  expect(calm.notes[0]).toBe('http://h/x: busy; trying again in 0.5 s');
});

test('progress starts the count anew; what the server asks for is waited', async () => {
  const calm = patience();
  let tries = 0;
  const work = async (): Promise<string> => {
    tries++;
    if (tries < 12) throw new Passing('cut', { progressed: true });
    if (tries === 12) throw new Passing('busy', { waitSeconds: 9 });
    return 'done';
  };
  expect(await persist('x', work, calm)).toBe('done');
  expect(calm.waits).toEqual([...Array(11).fill(500), 9000]);
});

test('any other error ends it at once', async () => {
  const calm = patience();
  await expect(persist('x', async () => Promise.reject(new TypeError('bug')), calm)).rejects.toThrow(TypeError);
  expect(calm.waits).toEqual([]);
});

test('a cancelled wait ends the work with the reason, without another try', async () => {
  const cancel = new AbortController();
  let tries = 0;
  const work = async (): Promise<void> => {
    tries++;
    throw new Passing('busy', { waitSeconds: 20 });
  };
  const sleep = async (): Promise<void> => cancel.abort(new Error('another file failed'));
  await expect(persist('x', work, { ...patience(), sleep, cancel: cancel.signal })).rejects.toThrow('another file');
  expect(tries).toBe(1);
});

test('what no further try mends ends it at once, with what to do', async () => {
  const calm = patience();
  const blocked = new Unreachable({ where: 'a host', found: 'it refuses', expected: 'the file' });
  await expect(persist('x', async () => Promise.reject(blocked), calm)).rejects.toThrow(
    'a host: it refuses, expected the file. Do it by hand.',
  );
  expect(calm.waits).toEqual([]);
});

describe('Unreachable', () => {
  test('is a StudyError that keeps its cause and takes more to do', () => {
    const cause = new Error('cut');
    const first = new Unreachable({ where: 'x', found: 'nothing', expected: 'the file' }, { cause });
    expect(first).toBeInstanceOf(StudyError);
    expect(first.with('').message).toBe('x: nothing, expected the file.');
    const second = first.with('Wait.').with('Or go.');
    expect(second.message).toBe('x: nothing, expected the file. Wait. Or go.');
    expect(second.cause).toBe(cause);
  });
});
