import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusMaxima, corpusMetrics } from '../../../../../pipeline/cooccurrence/kernels/metrics/corpus-maxima.ts';
import { NodeMembers } from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';
import { openResiduals } from '../../../../../src/engine/passes/residuals.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../../src/memory-budget.ts';
import { openAttributor } from '../../../../../src/methods/attribution/attribute.ts';
import { loadStudy } from '../../../../study.ts';

const subject = await openSubject(loadStudy(resolve('studies/sports.yaml')));
const limits = { threads: 1, memoryBytes: DEFAULT_MEMORY_BYTES };
const quiet = () => ({ advance: () => undefined, done: () => undefined });
const write = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'cofire-')), 'corpus.txt');
  writeFileSync(file, text);
  return file;
};
const every = Int32Array.from({ length: 1024 }, (_, feature) => feature);

describe('corpusMaxima', () => {
  it('is the largest code over the text, with and without the first position', async () => {
    const lines = ['Fact: Roger Federer plays the sport of tennis.', 'The capital of France is Paris.'];
    const found = await corpusMaxima(subject, write(lines.join('\r\n')), every, limits, quiet);

    const tokenizer = await subject.tokenizer();
    const tokens = lines.map((line) => Int32Array.from([tokenizer.bosTokenId!, ...tokenizer.encode(line)]));
    const residuals = await openResiduals(subject, tokens, 1);
    const attributor = await openAttributor(subject, 1);
    const whole = new Float64Array(1024);
    const later = new Float64Array(1024);
    for (const [row, ids] of tokens.entries()) {
      const resid = await residuals.read({ rows: [row] });
      const codes = await attributor.attribute([ids.length], resid, new Float32Array(128).fill(1));
      codes.feature.forEach((feature, i) => {
        whole[feature] = Math.max(whole[feature]!, codes.activation[i]!);
        if (codes.position[i]! > 0) later[feature] = Math.max(later[feature]!, codes.activation[i]!);
      });
    }
    for (const f of every) {
      expect(Math.abs(found.withBos[f]! - whole[f]!)).toBeLessThan(1e-4 * (1 + whole[f]!));
      expect(Math.abs(found.withoutBos[f]! - later[f]!)).toBeLessThan(1e-4 * (1 + later[f]!));
    }
    expect(found.withBos.some((value, f) => value > found.withoutBos[f]!)).toBe(true);
  });

  it('cuts a line that is longer than the model reads, and refuses a text without lines', async () => {
    const long = 'The capital of France is Paris. '.repeat(40);
    const found = await corpusMaxima(subject, write(long), every, limits, quiet);
    expect(Math.max(...found.withBos)).toBeGreaterThan(0);
    await expect(corpusMaxima(subject, write('\n \n'), every, limits, quiet)).rejects.toThrow(/no text/);
  });

  it('becomes two metrics where the study names a text, and none where it does not', async () => {
    const corpus = write('The capital of France is Paris.');
    const alone = new NodeMembers([]);
    const metrics = await corpusMetrics(
      subject,
      corpus,
      { featureIds: Int32Array.of(1, 2), members: alone },
      limits,
      quiet,
    );
    expect(metrics.map(({ name, values }) => [name, values.length])).toEqual([
      ['gen_max_activation', 2],
      ['gen_max_activation_non_bos', 2],
    ]);
    const members = new NodeMembers([{ feature_id: 1, node: 1 }, { feature_id: 2, node: 1 }]); // biome-ignore format: one line
    const [merged] = await corpusMetrics(subject, corpus, { featureIds: Int32Array.of(1), members }, limits, quiet);
    expect([...merged.values]).toEqual([Math.max(...metrics[0].values)]);
    expect(
      await corpusMetrics(subject, undefined, { featureIds: Int32Array.of(1), members: alone }, limits, quiet),
    ).toEqual([]);
  });
});
