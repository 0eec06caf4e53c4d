import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { loadStudy, parseStudy } from '../../study.ts';

const MINIMAL = `
name: tiny
preset: seed-exact
model: { path: ../fixtures/model }
sae: { path: ../fixtures/sae }
task: { file: tasks/tiny.csv }
`;

const parse = (text: string, overrides: readonly string[] = []) =>
  parseStudy(text, '/somewhere/studies/tiny.yaml', overrides);

describe('parseStudy', () => {
  it('fills in the preset and makes paths absolute from the study file', () => {
    const study = parse(MINIMAL);
    expect(study.model).toEqual({ path: '/somewhere/fixtures/model' });
    expect(study.sae).toEqual({ path: '/somewhere/fixtures/sae', center: 'auto' });
    expect(study.task.file).toBe('/somewhere/studies/tasks/tiny.csv');
    expect(study.file).toBe('/somewhere/studies/tiny.yaml');
    expect(study.network).toEqual({ threshold: 0.7, strict: true, sign: 'absolute' });
    expect(study.adjustment).toBe('bonferroni');
  });

  it("lets the file's keys override the preset one by one, and --set override both", () => {
    const text = `${MINIMAL}seed: 7\nnetwork: { threshold: 0.5 }\nsteering: { factors: [2] }\n`;
    expect(parse(text).network).toEqual({ threshold: 0.5, strict: true, sign: 'absolute' });
    const study = parse(text, ['network.threshold=0.6', 'network.threshold=0.65', 'sae.center=true']);
    expect(study.network.threshold).toBe(0.65);
    expect(study.sae.center).toBe(true);
    expect(study.steering.factors).toEqual([2]);
    expect(study.seed).toBe(7);
  });

  it('takes model and SAE from the hub, with optional labels and corpus', () => {
    const study = parse(`
name: hub
preset: recommended
model: { hub: openai-community/gpt2, revision: abc }
sae: { hub: jbloom/GPT2-Small-SAEs-Reformatted, folder: blocks.7.hook_resid_pre, revision: def }
task: { file: t.csv }
labels: { file: labels.csv }
corpus: { file: text.txt }
`);
    expect(study.model).toEqual({ hub: 'openai-community/gpt2', revision: 'abc' });
    expect(study.sae).toMatchObject({ folder: 'blocks.7.hook_resid_pre', revision: 'def' });
    expect(study.labels).toEqual({ file: '/somewhere/studies/labels.csv' });
    expect(study.corpus).toEqual({ file: '/somewhere/studies/text.txt' });
  });

  it('reads a file with a byte-order mark and CRLF line ends', () => {
    expect(parse(`\uFEFF${MINIMAL.replaceAll('\n', '\r\n')}`)).toEqual(parse(MINIMAL));
  });

  it.each([
    ['an unknown key', `${MINIMAL}netwrok: { threshold: 0.5 }`, /netwrok: unknown key.*Did you mean network\?/],
    [
      'an unknown key in a section',
      `${MINIMAL}network: { treshold: 0.5 }`,
      /network\.treshold: unknown key.*threshold, strict, sign, fdr, giant, top_k, disparity\. Did you mean threshold\?/,
    ],
    ['an unknown key in an optional section', `${MINIMAL}labels: { fil: x }`, /labels\.fil(e: missing|: unknown key)/],
    ['a wrong type', `${MINIMAL}network: { threshold: high }`, /network\.threshold: "high", expected a number/],
    [
      'a text for true or false',
      `${MINIMAL}network: { strict: maybe }`,
      /network\.strict: "maybe", expected true or false/,
    ],
    [
      'a value out of range',
      `${MINIMAL}network: { threshold: 1.5 }`,
      /network\.threshold: 1\.5, expected a number of at most 1/,
    ],
    [
      'a prevalence of zero',
      `${MINIMAL}features: { min_prevalence: 0 }`,
      /features\.min_prevalence: 0, expected a number above 0/,
    ],
    [
      'a fraction for a count',
      `${MINIMAL}cluster: { min_size: 2.5 }`,
      /cluster\.min_size: 2\.5, expected a whole number/,
    ],
    [
      'a misspelt choice',
      `${MINIMAL}attribution: { contrast: random-fiol }`,
      /attribution\.contrast: "random-fiol", expected one of foil, random-foil.*Did you mean random-foil\?/,
    ],
    [
      'a misspelt choice in a list',
      `${MINIMAL}steering: { arms: [within, betwen] }`,
      /steering\.arms\.1: "betwen", expected one of within.*Did you mean between\?/,
    ],
    ['a scalar for a section', `${MINIMAL}network: 3`, /network: 3, expected a mapping of keys/],
    ['a scalar for a list', `${MINIMAL}steering: { factors: 3 }`, /steering\.factors: 3, expected a list/],
    [
      'an empty list of factors',
      `${MINIMAL}steering: { factors: [] }`,
      /steering\.factors: \[\], expected at least 1 value/,
    ],
    [
      'a bad centring',
      `${MINIMAL.replace('sae: { ', 'sae: { center: perhaps, ')}`,
      /sae\.center: "perhaps", expected true, false or auto/,
    ],
    [
      'sets on one prompt',
      `${MINIMAL}steering: { prompts_per_set: 1 }`,
      /steering\.prompts_per_set: 1, expected a number of at least 2/,
    ],
    [
      'some prompts a set',
      `${MINIMAL}steering: { prompts_per_set: some }`,
      /steering\.prompts_per_set: "some", expected all or a whole number of at least 2/,
    ],
    [
      'unknown positions',
      `${MINIMAL}steering: { positions: last }`,
      /steering\.positions: "last", expected all, non-bos, final, active or a list of positions from 0/,
    ],
    [
      'an infinite number',
      `${MINIMAL}verdict: { sesoi: .inf }`,
      /verdict\.sesoi: null, expected a number|verdict\.sesoi/,
    ],
    ['NaN', `${MINIMAL}network: { threshold: .nan }`, /network\.threshold/],
    ['a bad name', MINIMAL.replace('tiny\n', '../up\n'), /name: "\.\.\/up", expected a name of letters/],
    ['a missing name', MINIMAL.replace('name: tiny\n', ''), /name: missing, expected a text/],
    [
      'a missing preset',
      MINIMAL.replace('preset: seed-exact\n', ''),
      /preset: missing, expected seed-exact or recommended/,
    ],
    [
      'an unknown preset',
      MINIMAL.replace('seed-exact', 'exact'),
      /preset: "exact", expected seed-exact or recommended/,
    ],
    ['a missing model', MINIMAL.replace(/model:.*\n/, ''), /model: missing, expected a mapping of keys/],
    [
      'a model from nowhere',
      MINIMAL.replace('{ path: ../fixtures/model }', '{}'),
      /model: neither path nor hub, expected exactly one/,
    ],
    [
      'a model from two places',
      MINIMAL.replace('fixtures/model', 'fixtures/model, hub: a/b, revision: c'),
      /model: both path and hub/,
    ],
    [
      'a hub without a revision',
      MINIMAL.replace('path: ../fixtures/model', 'hub: a/b'),
      /model\.revision: missing, expected the commit/,
    ],
    [
      'a revision beside a path',
      MINIMAL.replace('fixtures/model', 'fixtures/model, revision: c'),
      /model\.revision: "c", expected no revision/,
    ],
    [
      'a hub folder beside a path',
      MINIMAL.replace('fixtures/sae', 'fixtures/sae, folder: x'),
      /sae\.folder: given without sae\.hub/,
    ],
    ['arms without set sizes', `${MINIMAL}steering: { set_sizes: [] }`, /steering\.set_sizes: no sizes/],
    [
      'a repeated factor',
      `${MINIMAL}steering: { factors: [1, 10, 1] }`,
      /steering\.factors: 1 twice, expected each value once/,
    ],
    ['a base factor of zero', `${MINIMAL}steering: { base_factor: 0 }`, /steering\.base_factor: 0/],
    ['a key given twice', `${MINIMAL}name: again`, /name on lines \d+ and \d+/],
    ['broken YAML', 'name: [tiny', /not valid YAML/],
    ['a list at the top', '- a\n- b', /no settings, expected a YAML mapping/],
    ['an empty file', '', /no settings/],
  ])('refuses %s and names it', (_, text, message) => {
    expect(() => parse(text)).toThrow(StudyError);
    expect(() => parse(text)).toThrow(message);
  });

  it('starts every complaint with the file', () => {
    expect(() => parse(`${MINIMAL}x: 1`)).toThrow(/^tiny\.yaml: x: unknown key/);
  });
});

describe('loadStudy', () => {
  it('says when the file is missing or a folder', () => {
    expect(() => loadStudy('/no/such/study.yaml')).toThrow(/\/no\/such\/study\.yaml: no such file/);
    expect(() => loadStudy('/tmp')).toThrow(/\/tmp: a folder, expected a study file/);
  });
});
