/** What a change of a setting, of code or of a file reaches: no number of a run may be older than what it is made from. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import type { Unit } from '../../src/run/analysis.ts';
import { planUnits } from '../../src/run/plan-run.ts';
import { subjectSettings } from '../../src/run/read-inputs.ts';
import { canonical, filesOf } from '../../src/run/stage-hash.ts';
import { unitsOf } from '../../src/run/units.ts';
import { loadStudy, type ShortStudy } from '../study.ts';

const unitsOfStudy = (study: ShortStudy) => unitsOf(study, Object.values(analyses));

const folder = mkdtempSync(join(tmpdir(), 'cofire-reach-'));
const [labels, corpus] = ['labels.csv', 'corpus.txt'].map((name) => join(folder, name));
writeFileSync(labels, 'feature_id,label\n');
writeFileSync(corpus, 'a text\n');

/** The bundled study with every setting that it may leave out. */
const EVERY = [
  'network.fdr=0.05',
  'network.giant=20',
  'network.top_k=5',
  'network.disparity=0.1',
  'correlation.method=partial',
  'correlation.covariates=[answer]',
  'sae.layer=2',
  'model.bos_token=<|endoftext|>',
  'sae.prepend_bos=true',
  `labels.file=${labels}`,
  'labels.online=true',
  `corpus.file=${corpus}`,
];

/** They name the study and where it lies, and change no number. */
const NAMES = ['name', 'preset', 'file'];

type Path = readonly (string | number)[];

/** A dictionary is the `sae` of the instance that reads it; `task`, which is told of all of them, opens the first as its own. */
const seenAsSae = ([first]: Path): boolean => first === 'dictionaries';

/** Every leaf of the settings, elements of lists among them. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, own]) => leavesOf(own, [...path, key]));
}

function changedAt(value: unknown, path: Path): unknown {
  if (path.length > 0) {
    const [key, ...rest] = path;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
    const own = Object.entries(copy).find(([name]) => name === key)?.[1];
    return Object.assign(copy, { [key]: changedAt(own, rest) });
  }
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${value}-changed`;
}

/** Units that see a setting changed; those whose study has none of that name see what they saw. */
function withChanged(units: readonly Unit[], path: Path): readonly Unit[] {
  return units.map((unit) =>
    leavesOf(unit.study).some((own) => own.join('.') === path.join('.'))
      ? { ...unit, study: changedAt(unit.study, path) as Unit['study'] }
      : unit,
  );
}

/** What enters the hashes of units, files by their names: those that are not there are told apart by the refusal. */
function entering(units: readonly Unit[]): string {
  return units
    .map((unit) => {
      const reads = Object.values(unit.stage.reads);
      const subject = reads.some(({ kind }) => kind === 'subject') ? subjectSettings(unit) : null;
      return canonical({ settings: unit.stage.settings(unit.study as never), subject, files: filesOrRefusal(unit) });
    })
    .join('\n');
}

function filesOrRefusal(unit: Parameters<typeof filesOf>[0]): string {
  try {
    return filesOf(unit).join();
  } catch (error) {
    return String(error);
  }
}

describe.each(['seed-exact', 'recommended'])('every setting of the preset %s', (preset) => {
  const study = loadStudy(resolve('studies/sports.yaml'), [`preset=${preset}`, ...EVERY]);
  const units = unitsOfStudy(study);
  const before = entering(units);
  const all = new Map(units.flatMap((unit) => leavesOf(unit.study)).map((path) => [path.join('.'), path]));
  const leaves = [...all.values()].filter((path) => !NAMES.includes(path.join('.')) && !seenAsSae(path));

  it('is there to be changed', () => {
    expect(leaves.length).toBeGreaterThan(70);
    for (const name of ['network.fdr', 'sae.prepend_bos', 'corpus.file', 'steering.factors.0', 'verdict.sesoi'])
      expect(leaves.map((path) => path.join('.'))).toContain(name);
  });

  it('changes what some stage is handed, or a file that one reads', () => {
    const without = leaves.filter((path) => entering(withChanged(units, path)) === before);
    expect(without.map((path) => path.join('.'))).toEqual([]);
  });

  it('that only names things changes nothing', () => {
    for (const name of NAMES.filter((key) => key !== 'file'))
      expect(entering(withChanged(units, [name])), name).toBe(before);
  });
});

describe('changed code of a stage', () => {
  const study = loadStudy(resolve('studies/sports.yaml'));
  const units = unitsOfStudy(study);
  const hashes = (changed?: string) => {
    const codeOf = ({ name }: { readonly name: string }) => (name === changed ? 'newer' : 'code');
    const plan = planUnits({ out: folder, units, codeOf }, []);
    return new Map(plan.map(({ stage, hash }) => [stage.name, hash]));
  };
  const before = hashes();
  const reached = (changed: string): string[] =>
    [...hashes(changed)].flatMap(([name, hash]) => (hash === before.get(name) ? [] : [name]));

  it('of `anova` makes `verdict` again: its card shows the numbers of that table', () => {
    expect(reached('anova')).toEqual(['anova', 'verdict']);
  });

  it('reaches itself and what is made of its tables, and no stage before it', () => {
    expect(reached('evaluate').toSorted()).toEqual([...before.keys()].toSorted());
    expect(reached('verdict')).toEqual(['verdict']);
    expect(reached('name')).toEqual(['name']);
    for (const [place, { stage }] of units.entries()) {
      const later = reached(stage.name);
      expect(later).toContain(stage.name);
      for (const earlier of units.slice(0, place)) expect(later).not.toContain(earlier.stage.name);
    }
  });
});
