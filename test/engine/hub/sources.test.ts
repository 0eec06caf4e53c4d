import { basename } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sourceFiles, sourceFolders } from '../../../src/engine/hub/sources.ts';
import { engineStudy } from '../../engine.ts';
import { parseStudy } from '../../study.ts';

afterEach(() => vi.unstubAllEnvs());

describe('sources', () => {
  it('on this machine need no settings of the network to be right', async () => {
    const study = await engineStudy();
    vi.stubEnv('ALL_PROXY', 'socks5h://127.0.0.1:1080');
    vi.stubEnv('HF_ENDPOINT', 'huggingface.co');
    vi.stubEnv('HF_TOKEN_PATH', '/');
    expect(sourceFolders(study).model).toBeTruthy();
  });
  it('are the study’s own folders, and the files in them that decide numbers', async () => {
    const study = await engineStudy();
    const folders = sourceFolders(study);
    const files = sourceFiles(study);
    expect(files.filter((file) => file.startsWith(folders.model)).map((file) => basename(file))).toEqual([
      'config.json',
      'model.safetensors',
      'vocab.json',
      'merges.txt',
    ]);
    expect(files.filter((file) => file.startsWith(folders.sae)).map((file) => basename(file))).toEqual([
      'cfg.json',
      'sae_weights.safetensors',
    ]);
  });
  it('are refused when a study names a hub that was never fetched', () => {
    const text = [
      'name: hub',
      'preset: seed-exact',
      'model: { hub: nobody/no-such-model, revision: a000000000000000000000000000000000000000 }',
      'sae: { path: sae, center: true }',
      'task: { file: task.csv }',
    ].join('\n');
    expect(() => sourceFolders(parseStudy(text, '/nowhere/study.yaml'))).toThrow(/cofire fetch/);
  });
});
