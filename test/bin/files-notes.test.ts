import { expect, test } from 'vitest';
import { filesNotes } from '../../bin/files-notes.ts';
import { openSae } from '../../src/engine/dictionary/sae-files.ts';
import type { Subject } from '../../src/engine/passes/subject.ts';
import { TINY_SAE, writeSae } from '../engine/model/tiny-model.ts';

type Asked = Pick<Subject, 'sae' | 'model' | 'blankIds'>;
const folder = await writeSae(TINY_SAE);
const sae = await openSae(folder);
const subject = (config: object, blankIds: readonly number[] = []): Asked => ({
  sae: { ...sae, config: { ...sae.config, ...config } },
  model: { config: { vocabSize: 64 } } as Subject['model'],
  blankIds,
});
const notes = (config: object, bos: 'include' | 'exclude' = 'include', blankIds: readonly number[] = []) =>
  filesNotes({ attribution: { bos } } as Parameters<typeof filesNotes>[0], subject(config, blankIds));

test('files that say nothing odd have no note', async () => {
  expect(await notes({})).toEqual([]);
});

test('ids without a token are counted', async () => {
  expect(await notes({}, 'include', [54, 55, 63])).toEqual([
    expect.stringMatching(/^3 of 64 vocabulary ids have no token \(ids 54 to 63\).*shown as \[54\]/),
  ]);
  expect(await notes({}, 'include', [7])).toEqual([expect.stringMatching(/^1 of 64 .*\(id 7\)/)]);
});

test('what training left out, with advice where the BOS is counted', async () => {
  const without = { trainedWithout: ['special tokens'], prependBos: true };
  expect(await notes(without)).toEqual([expect.stringMatching(/without special tokens: .*attribution\.bos: exclude/)]);
  expect(await notes(without, 'exclude')).toEqual(['the SAE was trained without special tokens']);
  expect(await notes({ ...without, prependBos: false })).toEqual(['the SAE was trained without special tokens']);
});

test('a checkpoint of training is named as one', async () => {
  for (const config of [{ architecture: 'batchtopk' }, { logThreshold: true }])
    expect(await notes(config)).toEqual([expect.stringMatching(/training checkpoint, read as the jumprelu/)]);
});
