import { describe, expect, it } from 'vitest';
import { readRelevanceMaterial } from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-material.ts';
import { readSteeredMaterial } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-material.ts';
import type { Target } from '../../../../../pipeline/cooccurrence/kernels/transfer/targets.ts';
import {
  readCodes,
  transferMaterial,
} from '../../../../../pipeline/cooccurrence/kernels/transfer/transfer-material.ts';
import { openEncoder } from '../../../../../src/engine/passes/encoder.ts';
import { openResiduals } from '../../../../../src/engine/passes/residuals.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { engineStudy } from '../../../../engine.ts';

const LIMITS = { threads: 1, memoryBytes: 2 ** 30 };
const TOKENS = [
  [47, 3, 9, 12],
  [47, 5],
  [47, 3, 8],
  [47, 6, 2, 1, 7],
];

describe('material of stage transfer', async () => {
  const subject = await openSubject(await engineStudy());
  const width = subject.model.config.dModel;
  const texts = TOKENS.map((ids) => Int32Array.from(ids));
  /** What each prompt by itself has. */
  const alone = async () => {
    const reader = await openResiduals(subject, texts, 1);
    const encoder = await openEncoder(subject, 1);
    const found = [];
    for (const p of TOKENS.keys()) {
      const resid = await reader.read({ rows: [p] });
      found.push({ resid, codes: await encoder.encode(resid) });
    }
    await reader.release();
    await encoder.release();
    return found;
  };

  it('reads residuals and the features’ codes in the order of prompts and positions, whatever their lengths', async () => {
    const wanted = await alone();
    const firing = [...new Set(wanted.flatMap(({ codes }) => [...codes.feature]))].sort((a, b) => a - b);
    const features = firing.filter((_, k) => k % 2 === 1);
    const { resid, codes } = await readCodes(subject, texts, features, LIMITS);
    wanted.forEach((own, p) => {
      expect(resid[p]).toHaveLength(TOKENS[p].length * width);
      own.resid.forEach((value, k) => expect(resid[p][k]).toBeCloseTo(value, 5));
    });
    const rows = wanted.flatMap(({ codes: own }, p) =>
      TOKENS[p].flatMap((_, t) =>
        [...own.feature.subarray(own.starts[t], own.starts[t + 1])].flatMap((id, k) =>
          features.includes(id) ? [{ p, t, place: features.indexOf(id), code: own.activation[own.starts[t] + k] }] : [],
        ),
      ),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect([...codes.prompt]).toEqual(rows.map(({ p }) => p));
    expect([...codes.position]).toEqual(rows.map(({ t }) => t));
    expect([...codes.feature]).toEqual(rows.map(({ place }) => place));
    rows.forEach(({ code }, k) => expect(codes.code[k]).toBeCloseTo(code, 4));
  });

  it('has slots of each target by itself, and contrasts where there are answers', async () => {
    const word = (token: number) => ({ word: `w${token}`, token });
    const asked = (tokens: number[], token: number) => ({ tokens, template: 'x', answer: word(token), foil: null, accepted: [token] }); // biome-ignore format: one line
    const text = (tokens: number[]) => ({ tokens, template: 'x', answer: null, foil: null, accepted: [0] });
    const targets: Target[] = [
      { kind: 'task', name: 'a', prompts: [asked(TOKENS[0], 25), asked(TOKENS[2], 26)] },
      { kind: 'generic', name: 'b', prompts: [text(TOKENS[1]), text(TOKENS[3])] },
    ];
    const rule = { contrast: 'mean-of-others', seed: 1, features: [1, 2] } as const;
    const material = await transferMaterial(subject, targets, rule, LIMITS);
    const { prompts, contrasts, accepted } = readSteeredMaterial(material, subject);
    expect(prompts.map(({ resid }) => resid.length / width)).toEqual([4, 3, 2, 5]);
    expect(accepted).toEqual([[25], [26], [0], [0]]);
    const norms = [0, 1, 2, 3].map((p) => Math.hypot(...contrasts.subarray(p * width, (p + 1) * width)));
    expect(norms.map((norm) => norm > 0)).toEqual([true, true, false, false]);
    const { slots } = readRelevanceMaterial(material, [4, 3, 2, 5]);
    // Prompts 0 and 1 begin with two tokens that are alike; 2 and 3 with one.
    const [a, b, c, d] = slots.of.map((own) => [...own]);
    expect(a.slice(0, 2)).toEqual(b.slice(0, 2));
    expect(new Set(a.slice(2)).size).toBe(1);
    expect(b[2]).toBe(a[2]);
    expect(c[0]).toBe(d[0]);
    expect([c[1], ...new Set(d.slice(1))]).toEqual([c[1], c[1]]);
    expect([...a, ...b].filter((slot) => [...c, ...d].includes(slot))).toEqual([]);
  });
});
