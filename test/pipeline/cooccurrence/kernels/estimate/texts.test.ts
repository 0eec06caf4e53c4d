import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { textsOf } from '../../../../../pipeline/cooccurrence/kernels/estimate/texts.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { loadStudy } from '../../../../study.ts';

it('a token is four bytes, a line is cut into pieces of 64, and half of a piece is read', () => {
  const file = join(temporaryFolder(), 'text.txt');
  writeFileSync(file, `${'x'.repeat(4 * 100)}\n\n${'y'.repeat(4 * 20)}\n`);
  const found = textsOf(loadStudy('studies/sports.yaml', [`corpus.file=${file}`]));
  expect(found).toEqual({ corpusTokens: 120, pieces: 3, pieceTokens: 1 + 120 / 3 / 2, otherPrompts: 0 });
});

it('there are at most 200 pieces, and none of a text that the study does not name; prompts of other files are counted', () => {
  const file = join(temporaryFolder(), 'text.txt');
  writeFileSync(file, 'a line\n'.repeat(500));
  expect(textsOf(loadStudy('studies/sports.yaml', [`corpus.file=${file}`])).pieces).toBe(200);
  const { transfer, task } = loadStudy('studies/sports-recommended.yaml');
  expect(textsOf({ transfer, task, corpus: undefined })).toEqual({ corpusTokens: 0, pieces: 0, pieceTokens: 0, otherPrompts: 100 }); // biome-ignore format: one line
});
