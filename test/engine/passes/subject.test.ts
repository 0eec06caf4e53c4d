import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import { checkPlace, openSubject, type SubjectSources } from '../../../src/engine/passes/subject.ts';
import { engineInputs, engineStudy, PLAIN, writeOracleModel, writeOracleSae } from '../../engine.ts';

describe('openSubject', () => {
  it('opens model, tokenizer and SAE, and finds one folder above both', async () => {
    const inputs = await engineInputs({ hook: 'blocks.1.hook_resid_post', center: true });
    expect(inputs.sae.config.reads).toEqual({ layer: 1, at: 'resid_post' });
    expect(inputs.centering.center).toBe(true);
    expect(Array.from((await inputs.tokenizer()).encode('ab'))).toEqual([1, 2]);
    for (const { file } of [...inputs.model.tensors.values(), ...inputs.sae.tensors.values()])
      expect(file.startsWith(`${inputs.folder === '/' ? '' : inputs.folder}/`)).toBe(true);
  });
  it('declares weights of model and SAE in one graph without a clash of names', async () => {
    const inputs = await engineInputs();
    const graph = new Graph('both');
    inputs.architecture(graph).unembedding();
    inputs.dictionary.bias(graph.input('x', 'float32', ['rows', 16]));
    expect(graph.initialisers.map(({ tensor }) => tensor.name)).toContain('sae.b_dec');
  });
  it('gives the scaling factor of an SAE that has one to the graph', async () => {
    const inputs = await engineInputs({ sae: 'standard, scaling factor' });
    const graph = new Graph('scaled');
    inputs.dictionary.rows(graph.input('features', 'int32', ['features']));
    expect(graph.initialisers.map(({ tensor }) => tensor.name)).toContain('sae.finetuning_scaling_factor');
  });
  it('opens further dictionaries beside the first, each under its name', async () => {
    const study = await engineStudy();
    const path = await writeOracleSae('topk', 'blocks.1.hook_resid_post');
    const inputs = await openSubject(
      {
        ...study,
        dictionaries: [
          { name: 'sae', ...study.sae },
          { name: 'later', path, center: false },
        ],
      },
      'all',
    );
    expect(inputs.dictionaries.map(({ name, reads, center }) => [name, reads.at, center])).toEqual([
      ['sae', 'resid_pre', true],
      ['later', 'resid_post', false],
    ]);
    expect(inputs.dictionaries[0]).toBe(inputs.dictionary);
  });
  it('follows the study where it overrides the layer or the centring', async () => {
    const inputs = await engineInputs({ settings: ['sae.layer=2', 'sae.center=false'] });
    expect(inputs.sae.config.reads).toEqual({ layer: 2, at: 'resid_pre' });
    expect(inputs.centering.center).toBe(false);
  });
  it('refuses a dictionary that does not read at the site which the study states', async () => {
    const study = await engineStudy();
    const at = (site: string) => openSubject({ ...study, sae: { ...study.sae, site } });
    await expect(at('resid_pre')).resolves.toBeDefined();
    await expect(at('resid_post')).rejects.toThrow(/sae\.site: resid_post, expected resid_pre of layer 1/);
  });
  it('names the key of a dictionary as the study file has it', async () => {
    const study = await engineStudy();
    const misplaced = { ...study.sae, site: 'resid_post' };
    const named = [{ ...misplaced, name: 'res7' }];
    const refusal = (sources: SubjectSources, which?: 'all') => expect(openSubject(sources, which)).rejects;
    await refusal({ ...study, sae: misplaced }).toThrow(/: sae\.site: resid_post/);
    await refusal({ ...study, sae: { ...misplaced, name: 'res7' } }).toThrow(/: dictionaries\.res7\.site: resid_post/);
    await refusal({ ...study, dictionaries: named }, 'all').toThrow(/: dictionaries\.res7\.site/);
  });
  it('prepends a BOS as the SAE’s metadata says, or as the study does in its place', async () => {
    expect((await engineInputs()).sae.config.prependBos).toBe(true);
    expect((await engineInputs({ settings: ['sae.prepend_bos=false'] })).sae.config.prependBos).toBe(false);
  });
  it('refuses an SAE of another width and a hook beyond the last block', async () => {
    const wide = await writeOracleModel(PLAIN, { config: { n_embd: 24 } });
    const study = await engineStudy();
    await expect(openSubject({ ...study, model: { path: wide } })).rejects.toThrow(/d_in: 16, expected .* 24/);
    await expect(engineInputs({ settings: ['sae.layer=3'] })).rejects.toThrow(/blocks\.3\.hook_resid_pre/);
  });
});

describe('checkPlace', () => {
  const check = (stated: { site?: string; layer?: number }) => () =>
    checkPlace((name) => `s.yaml: dictionaries.res.${name}`, stated, { at: 'resid_pre', layer: 7 });

  it('accepts the place that the files name, and says nothing where the study states none', () => {
    for (const stated of [{ site: 'resid_pre', layer: 7 }, { site: 'resid_pre' }, { layer: 3 }, {}])
      expect(check(stated)).not.toThrow();
  });

  it('refuses another site and another layer, by the key at fault', () => {
    expect(check({ site: 'resid_post', layer: 7 })).toThrow(
      's.yaml: dictionaries.res.site: resid_post, expected resid_pre of layer 7, which its files name',
    );
    expect(check({ site: 'resid_pre', layer: 8 })).toThrow('s.yaml: dictionaries.res.layer: 8, expected resid_pre of');
  });
});
