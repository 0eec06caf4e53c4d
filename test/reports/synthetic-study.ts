/**
 * What the synthetic run says of itself: run.json and the table `stage_run`, of the bundled study with one dictionary or with two, the
 * settings of every stage as the stage itself makes them.
 */
import { fileURLToPath } from 'node:url';
import * as analyses from '../../pipeline/analyses.ts';
import type { Study } from '../../src/run/study/study.ts';
import { unitsOf } from '../../src/run/units.ts';
import { loadStudy } from '../study.ts';
import type { Columns } from './synthetic-parts.ts';

const STUDIES = fileURLToPath(new URL('../../studies/', import.meta.url));
const SECONDS = 1.2;
const PEAK = 4e8;

/** @param layers with a second dictionary, whose tables stand in the schema `layer_4` */
export function syntheticStudy(name: string, layers: boolean): Study {
  const study = loadStudy(`${STUDIES}${layers ? 'sports-layers' : 'sports'}.yaml`);
  return { ...study, name, model: { path: '/models/synthetic' } };
}

/** Every stage of it but those left out. */
export function syntheticStages(study: Study, without: readonly string[] = []): Columns {
  const units = unitsOf(study, Object.values(analyses)).filter(({ stage }) => !without.includes(stage.name));
  return {
    analysis: units.map(({ analysis }) => analysis),
    scope: units.map(({ scope }) => scope),
    stage: units.map(({ stage }) => stage.name),
    hash: units.map((_, place) => place.toString(16).padStart(64, '0')),
    settings: units.map((unit) => JSON.stringify(unit.stage.settings(unit.study as never))),
    rows: units.map((_, place) => 100 * place),
    seconds: units.map(() => SECONDS),
    peak_rss_bytes: units.map(() => PEAK),
  };
}

/** run.json of the synthetic run. */
export function syntheticManifest(study: Study): object {
  const stages = unitsOf(study, Object.values(analyses)).map(({ analysis, scope, stage }) => ({
    analysis,
    scope,
    stage: stage.name,
  }));
  return { cofire: '0.1.0', study, stages };
}
