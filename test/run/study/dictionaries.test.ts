import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from './long-form.ts';

const HEAD = 'name: x\nmodel: { path: m }\ntask: { file: t.csv }\n';
const study = (dictionaries: string, on = 'on: [], ') =>
  read(`${HEAD}dictionaries: ${dictionaries}\nanalyses: { together: { ${on}preset: recommended } }`);
const all = (dictionaries: string) => study(dictionaries, '').dictionaries;
const named = (dictionaries: string) => all(dictionaries).map(({ name }) => name);

describe('dictionaries of several layers', () => {
  const res = (layers: string) => `{ res: { site: resid_pre, layers: ${layers}, path: 'saes/{layer}' } }`;

  it('a range and a list make one a layer, with the layer in its place', () => {
    expect(named(res('3-5'))).toEqual(['res_3', 'res_4', 'res_5']);
    expect(all(res('[7, 1]'))).toEqual([
      { name: 'res_7', site: 'resid_pre', layer: 7, path: '/at/saes/7', center: 'auto' },
      { name: 'res_1', site: 'resid_pre', layer: 1, path: '/at/saes/1', center: 'auto' },
    ]);
  });

  it('all asks the config.json of the model', () => {
    const folder = mkdtempSync(join(tmpdir(), 'layers-'));
    writeFileSync(join(folder, 'config.json'), '{ "n_layer": 3 }');
    const text = `name: x\nmodel: { path: ${folder} }\ntask: { file: t.csv }\ndictionaries: ${res('all')}\nanalyses: [paths]`;
    expect(read(text).dictionaries.map(({ layer }) => layer)).toEqual([0, 1, 2]);
    expect(() => named(res('all'))).toThrow(/dictionaries\.res\.layers: all, but the config\.json of the model is not/);
  });

  it('the layer stands in a folder of the hub too, and for a single layer', () => {
    const hub = "{ r: { site: resid_pre, layer: 4, hub: a/b, folder: 'blocks.{layer}.hook', revision: c } }";
    expect(all(hub)[0]).toMatchObject({ folder: 'blocks.4.hook', layer: 4 });
  });
});

describe('on', () => {
  const two = "{ one: { path: o }, res: { site: resid_pre, layers: 1-2, path: '{layer}' } }";
  const on = (text: string) => study(two, `on: ${text}, `).analyses.together.on;

  it('takes a name, a family, or a list of both, in its own order; all where it is not written', () => {
    expect(on('one')).toEqual(['one']);
    expect(on('res')).toEqual(['res_1', 'res_2']);
    expect(on('[res_2, one]')).toEqual(['res_2', 'one']);
    expect(study(two, '').analyses.together.on).toEqual(['one', 'res_1', 'res_2']);
  });

  it.each([
    [
      'ress',
      /analyses\.together\.on: "ress", expected dictionaries of the study: one, res, res_1, res_2\. Did you mean res\?/,
    ],
    ['[]', /on: \[\], expected at least one of one, res/],
    ['[res, res_1]', /on: res_1 twice, expected each dictionary once/],
    ['3', /on: 3, expected dictionaries of the study/],
  ])('refuses %s', (text, message) => {
    expect(() => on(text)).toThrow(message);
  });
});

it.each([
  ['a name that no schema can have', '{ Res: { path: p } }', /dictionaries\.Res: a name that no schema can have/],
  ['a schema that is there already', '{ main: { path: p } }', /dictionaries\.main: a name that no schema can have/],
  [
    'a name twice',
    "{ r_1: { path: p }, r: { site: resid_pre, layers: [1], path: '{layer}' } }",
    /dictionaries\.r: makes r_1/,
  ],
  [
    'a name twice, the other way round',
    "{ r: { site: resid_pre, layers: [1], path: '{layer}' }, r_1: { path: p } }",
    /dictionaries\.r: makes r_1/,
  ],
  [
    'layers without a place for them',
    '{ r: { site: resid_pre, layers: 1-2, path: p } }',
    /dictionaries\.r\.path: "p", expected a place with \{layer\}/,
  ],
  ['layers without a site', "{ r: { layers: 1-2, path: '{layer}' } }", /dictionaries\.r\.layers: given without site/],
  [
    'layer beside layers',
    "{ r: { site: resid_pre, layer: 1, layers: 1-2, path: '{layer}' } }",
    /layers: given beside layer 1/,
  ],
  [
    'a place for a layer that is not said',
    "{ r: { path: 'p/{layer}' } }",
    /dictionaries\.r\.path: .* expected layer or layers/,
  ],
  [
    'layers backwards',
    "{ r: { site: resid_pre, layers: 5-3, path: '{layer}' } }",
    /layers: "5-3", expected a range from the lower/,
  ],
  ['a layer twice', "{ r: { site: resid_pre, layers: [1, 1], path: '{layer}' } }", /layers: 1 twice/],
  [
    'layers in words',
    "{ r: { site: resid_pre, layers: some, path: '{layer}' } }",
    /layers: "some", expected all, a range such as 3-9, or a list/,
  ],
  [
    'a format not read yet',
    '{ r: { path: p, format: dunefsky } }',
    /dictionaries\.r\.format: "dunefsky", which is not read yet/,
  ],
  [
    'a format that is none',
    '{ r: { path: p, format: saelen } }',
    /format: "saelen", expected one of auto, saelens\. Did you mean saelens/,
  ],
  ['a site not read yet', '{ r: { path: p, site: mlp } }', /dictionaries\.r\.site: "mlp", which is not read yet/],
  [
    'a release',
    '{ r: { release: gemma-scope-2, id: x } }',
    /dictionaries\.r\.release: "gemma-scope-2", which is not read yet/,
  ],
  [
    'a hub folder beside a path',
    '{ r: { path: p, folder: f } }',
    /dictionaries\.r\.folder: given without dictionaries\.r\.hub/,
  ],
  ['no mapping', '{ r: p }', /dictionaries\.r: "p", expected a mapping of keys/],
])('refuses %s', (_, dictionaries, message) => {
  expect(() => study(dictionaries, '')).toThrow(message);
});
