import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../../pipeline/cooccurrence/claims/published.ts';
import {
  comparedSettings,
  differencesOf,
  reproductionRows,
} from '../../../../pipeline/cooccurrence/claims/reproduction.ts';
import { parseStudy } from '../../../study.ts';

const THE_STUDY = `
name: sports
preset: seed-exact
model: { hub: openai-community/gpt2, revision: abc }
sae: { hub: jbloom/GPT2-Small-SAEs-Reformatted, folder: blocks.7.hook_resid_pre, revision: abc, center: true }
task: { file: sports.csv }
`;
const study = (settings: readonly string[] = [], text = THE_STUDY) =>
  comparedSettings(parseStudy(text, '/nowhere/a.yaml', settings));

describe('the reproduction card', () => {
  it('calls a setting the same only where everything that the figure depends on is', () => {
    for (const category of CATEGORIES) expect(differencesOf(study(), category), category).toEqual([]);
    const threshold = study(['network.threshold=0.6']);
    expect(differencesOf(threshold, 'network')).toEqual(['network']);
    expect(differencesOf(threshold, 'task')).toEqual([]);
    expect(differencesOf(study(['cluster.min_size=5']), 'network')).toEqual([]);
    expect(differencesOf(study(['cluster.min_size=5']), 'comparisons')).toEqual(['cluster']);
    expect(differencesOf(study(['steering.prompts=rank0']), 'regressions')).toEqual(['steering.prompts']);
    expect(differencesOf(study(['sae.folder=blocks.8.hook_resid_pre']), 'network')).toEqual(['autoencoder']);
    expect(differencesOf(study([], THE_STUDY.replace('sports.csv', 'facts.csv')), 'task')).toEqual(['task']);
  });

  it('on another model says so of every figure, and still shows the layout', () => {
    const other = study([], THE_STUDY.replace(/model: .*/, 'model: { path: here }').replace(/sae: .*/, 'sae: { path: there, center: true }')); // biome-ignore format: one line
    const rows = reproductionRows(other, new Map([['features', 94]]));
    expect(rows.every((row) => !row.same_setting && row.setting.startsWith('another model'))).toBe(true);
    expect(rows.find((row) => row.figure === 'features active on every prompt')).toMatchObject({ published: 175, value: 94, reason: null }); // biome-ignore format: one line
    expect(rows.map(({ place }) => place)).toEqual(rows.map((_, i) => i));
  });

  it('gives a reason for every value that is not there', () => {
    const rows = reproductionRows(study(), new Map(), new Map([['example before', 'no such token']]));
    expect(rows.every((row) => row.value === null && row.reason !== null)).toBe(true);
    expect(rows.find((row) => row.published === 0.4437)?.reason).toBe('no such token');
  });

  it('compares settings without the paths of this machine', () => {
    expect(JSON.stringify(study())).not.toContain('/nowhere');
    expect(study(['network.threshold=0.6'])).not.toEqual(study());
  });
});
