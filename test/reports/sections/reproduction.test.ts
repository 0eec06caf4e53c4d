import { describe, expect, it } from 'vitest';
import type { RunManifest } from '../../../reports/manifest.ts';
import { PUBLISHED } from '../../../reports/published.ts';
import { differencesOf } from '../../../reports/sections/reproduction.ts';
import { parseStudy } from '../../../src/study/study.ts';

const THE_STUDY = `
name: sports
preset: seed-exact
model: { hub: openai-community/gpt2, revision: abc }
sae: { hub: jbloom/GPT2-Small-SAEs-Reformatted, folder: blocks.7.hook_resid_pre, revision: abc, center: true }
task: { file: sports.csv }
`;

const manifest = (settings: readonly string[] = []): RunManifest => ({
  study: parseStudy(THE_STUDY, '/nowhere/a.yaml', settings),
});

describe('reproduction card', () => {
  it('calls the setting the same only when model, SAE, task, preset and threshold are', () => {
    expect(differencesOf(manifest(), 100)).toEqual([]);
    expect(differencesOf(manifest(['network.threshold=0.6']), 100)).toEqual(['the threshold (0.6)']);
    expect(differencesOf(manifest(['sae.folder=blocks.8.hook_resid_pre']), 100)).toEqual(['the autoencoder']);
    expect(differencesOf(manifest(), 50)).toEqual(['the task (50 prompts)']);
    expect(differencesOf({}, 100)).toEqual(['the model', 'the autoencoder', 'the preset']);
  });

  it('lists each published figure once', () => {
    const figures = PUBLISHED.map((row) => row.figure);
    expect(new Set(figures).size).toBe(figures.length);
    expect(figures).toContain('anova F eigenvector');
    expect(figures).toContain('R2 betweenness 0.1');
  });
});
