/** Damaged files of users: truncated, with bits turned, cells moved, values of another type. Each is read or refused with one message. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openLabels } from '../../pipeline/cooccurrence/kernels/names/labels-file.ts';
import { openTask } from '../../pipeline/task/kernels/task-file.ts';
import { StudyError } from '../../src/errors.ts';
import { type Random, random } from '../../src/random.ts';
import { temporaryFolder } from '../engine/model/raw-safetensors.ts';

const ROUNDS = 5000;
const TASK =
  'prompt,answer,foil,accepted,subject\n"Fact: Özil, M. plays",soccer,golf,football|futbol,Özil\nFact: Li Na plays,tennis,golf,,Li Na\n';
const RELATION = JSON.stringify({ name: 'r', prompt_templates: ['{} is'], prompt_templates_zs: ['The {} is'], samples: [{ subject: 'é', object: 'b' }, { subject: 'c', object: 'd' }] }); // biome-ignore format: one line
const LINES = '{"prompt_templates":["{} is"]}\n{"subject":"a","object":"b"}\n{"prompt":"p","answer":"q"}\n';
const LABELS = 'feature_id,label\n1,"names of ""sports"""\n7,été\n';
const EXPORT = '{"index":"0","description":"words about a"}\n{"index":1,"description":null}\n';

const SEEDS: readonly [string, string, Buffer, (file: string) => unknown][] = [
  ['task CSV', 'a.csv', Buffer.from(TASK), (file) => openTask(file, 'words')],
  ['task CSV in UTF-16', 'b.csv', Buffer.from(`\ufeff${TASK}`, 'utf16le'), (file) => openTask(file, 'exact')],
  ['relation, JSON', 'c.json', Buffer.from(RELATION), (file) => openTask(file, 'words')],
  ['relation, JSONL', 'd.jsonl', Buffer.from(LINES), (file) => openTask(file, 'words')],
  ['labels CSV', 'e.csv', Buffer.from(LABELS), (file) => openLabels(file, 10)],
  ['labels JSON', 'f.json', Buffer.from(`[${EXPORT.trim().replace('\n', ',')}]`), (file) => openLabels(file, 10)],
  ['labels JSONL', 'g.jsonl', Buffer.from(EXPORT), (file) => openLabels(file, 10)],
  ['labels JSONL, gzip', 'h.jsonl.gz', gzipSync(EXPORT), (file) => openLabels(file, 10)],
];

const folder = temporaryFolder();

it.each(SEEDS)('%s', (_, name, whole, read) => {
  const file = join(folder, name);
  const rng = random(16, name);
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    writeFileSync(file, damaged(whole, rng));
    try {
      read(file);
    } catch (error) {
      if (!(error instanceof StudyError)) throw error;
      refused++;
      // One message of readable size, without a byte that a terminal would act on.
      expect(/[^\P{Cc}\n]|\p{Cs}/u.test(error.message) ? JSON.stringify(error.message) : '').toBe('');
      expect(error.message.length).toBeLessThan(6000);
    }
  }
  expect(refused).toBeGreaterThan(ROUNDS / 20);
  expect(refused).toBeLessThan(ROUNDS);
});

const VALUES = [
  'null',
  '[]',
  '{}',
  '-1',
  '1e999',
  '""',
  'true',
  '\u0000',
  '"',
  ',',
  '\n',
  ';',
  '[[',
  '999999999999999999999',
  '\ud83d',
  '{}{}',
];

/** Cut, turned, moved, doubled, or with a value of another type. */
function damaged(whole: Buffer, rng: Random): Buffer {
  let bytes = Buffer.from(whole);
  for (let step = 0; step <= rng.integer(3); step++) {
    if (bytes.length === 0) return bytes;
    const at = rng.integer(bytes.length);
    const to = at + rng.integer(bytes.length - at);
    const kind = rng.integer(6);
    if (kind === 0) bytes = bytes.subarray(0, at);
    else if (kind === 1) bytes[at] ^= 1 << rng.integer(8);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    else if (kind === 4)
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(VALUES[rng.integer(VALUES.length)]),
        bytes.subarray(at),
      ]);
    else {
      // A value of JSON, or a cell, becomes another.
      const text = bytes.toString('latin1');
      const values = [...text.matchAll(/"[^"]*"|[\d.]+|[^,\n]+/g)];
      if (values.length === 0) continue;
      const { index, 0: old } = values[rng.integer(values.length)];
      const next = Buffer.from(VALUES[rng.integer(VALUES.length)]);
      bytes = Buffer.concat([bytes.subarray(0, index), next, bytes.subarray(index + old.length)]);
    }
  }
  return bytes;
}
