import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { watchOutput } from '../../bin/watch-output.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/cofire', import.meta.url));

/** Both streams, what was written to the second, and with which status the program was to end. */
function watched() {
  const seen = { text: '', status: undefined as number | undefined };
  const write = (text: string): void => {
    seen.text += text;
  };
  const [result, messages] = [0, 1].map(() => Object.assign(new EventEmitter(), { write }));
  watchOutput(result, messages, (status) => {
    seen.status = status;
  });
  return { result, messages, seen };
}
const fault = (code: string, text: string) => Object.assign(new Error(text), { code });

it('a reader of the result that has seen enough is no failure', () => {
  const { result, seen } = watched();
  result.emit('error', fault('EPIPE', 'write EPIPE'));
  expect(seen).toEqual({ text: '', status: 0 });
});

it('any other fault of the result ends the program with its reason', () => {
  const full = watched();
  full.result.emit('error', fault('ENOSPC', 'write ENOSPC'));
  expect(full.seen.status).toBe(2);
  expect(full.seen.text).toMatch(/^standard output: the disk is full, expected free space.*\n$/);
  const other = watched();
  other.result.emit('error', fault('EIO', 'EIO: i/o error, write'));
  expect(other.seen).toEqual({ text: 'standard output: EIO: i/o error, write\n', status: 2 });
});

it('faults of the messages end nothing', () => {
  const { messages, seen } = watched();
  messages.emit('error', fault('EPIPE', 'write EPIPE'));
  messages.emit('error', fault('ENOSPC', 'write ENOSPC'));
  expect(seen).toEqual({ text: '', status: undefined });
});

it('bin/cofire: a full disk is status 2 for the result, and changes nothing for the messages', () => {
  const full = openSync('/dev/full', 'w');
  const version = spawnSync(PROGRAM, ['--version'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  expect(version.status).toBe(2);
  expect(version.stderr).toContain('standard output: the disk is full');
  expect(spawnSync(PROGRAM, ['check', 'none.yaml'], { stdio: ['ignore', 'pipe', full] }).status).toBe(2);
});
