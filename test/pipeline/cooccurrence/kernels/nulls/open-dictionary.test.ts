import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDictionary } from '../../../../../pipeline/cooccurrence/kernels/nulls/open-dictionary.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { loadStudy } from '../../../../study.ts';
import { writeSmallStudy } from '../../../small-study.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-dictionary-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('opens the decoder of the study with what is known of its features', async () => {
  const { config, center, decoder, logSparsity } = await openDictionary(await openSubject(loadStudy(file)));
  expect([decoder.features, decoder.width]).toEqual([config.dSae, config.dIn]);
  expect(decoder.norms.every((norm) => norm > 0)).toBe(true);
  expect([center, logSparsity]).toEqual([false, null]);
});
