import { expect, test } from 'vitest';
import { knownRelease, resolveCenter } from '../../../src/engine/dictionary/centering.ts';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { StudyError } from '../../../src/errors.ts';
import { RES_JB, SIX } from './cfg-examples.ts';

const resJb = parseSaeCfg(RES_JB, { where: 'cfg.json' });
const other = parseSaeCfg({ ...RES_JB, d_in: 64, d_sae: 512 }, { where: 'cfg.json' });
const six = parseSaeCfg(SIX, { where: 'cfg.json' });
const path = '/home/me/sae';

test('res-jb is known by repository, cache folder, Neuronpedia id or the facts of its cfg.json, and by nothing less', () => {
  const cache = '/c/hub/models--jbloom--GPT2-Small-SAEs-Reformatted/snapshots/57d0/blocks.7.hook_resid_pre';
  const named = { ...other, origin: { ...other.origin, neuronpediaId: 'gpt2-small/7-res-jb' } };
  expect(knownRelease(other, { path, hub: 'jbloom/GPT2-Small-SAEs-Reformatted' })?.name).toBe('gpt2-small-res-jb');
  expect(knownRelease(other, { path: cache })?.name).toBe('gpt2-small-res-jb');
  expect(knownRelease(named, { path })?.name).toBe('gpt2-small-res-jb');
  expect(knownRelease(resJb, { path })?.name).toBe('gpt2-small-res-jb');
  expect(knownRelease(other, { path, hub: 'jbloom/other' })).toBeUndefined();
  expect(knownRelease({ ...resJb, dSae: 12_288 }, { path })).toBeUndefined();
  expect(knownRelease(six, { path })).toBeUndefined();
});

test('centring: the study file decides, then the metadata, then the registry', () => {
  expect(resolveCenter(false, resJb, { path })).toEqual({ center: false, from: 'study file' });
  expect(resolveCenter('auto', six, { path })).toMatchObject({
    center: false,
    from: expect.stringContaining('metadata'),
  });
  expect(resolveCenter('auto', resJb, { path })).toEqual({ center: true, from: 'known release gpt2-small-res-jb' });
});

test('auto refuses to guess and says which key to set', () => {
  const resolving = (): unknown => resolveCenter('auto', other, { path });
  expect(resolving).toThrow(StudyError);
  expect(() => resolveCenter('auto', other, { path }, 'a.yaml: sae.center')).toThrow(/^a\.yaml: sae\.center: auto, /);
  expect(() => resolveCenter('auto', other, { path }, 'a.yaml: dictionaries.res7.center')).toThrow(
    /Set dictionaries\.res7\.center: true/,
  );
  expect(resolving).toThrow(/sae\.center: auto, but neither the metadata of \/home\/me\/sae .* Set sae\.center: true/);
});

test('metadata that contradict the known release are refused with both and the key that settles it', () => {
  const config = { ...parseSaeCfg(RES_JB, { where: 'cfg.json' }), center: false };
  const source = { hub: 'jbloom/GPT2-Small-SAEs-Reformatted', path: '/x' };
  expect(() => resolveCenter('auto', config, source)).toThrow(
    /^cfg\.json of \/x: center_writing_weights and known release gpt2-small-res-jb: false and true, expected one answer.*Set sae\.center: /,
  );
  expect(resolveCenter(true, config, source)).toEqual({ center: true, from: 'study file' });
  expect(resolveCenter('auto', { ...config, center: true }, source).center).toBe(true);
});
