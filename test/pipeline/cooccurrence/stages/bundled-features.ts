/** What the bundled study says of single features, as far as the stages that are named, and the reference values of it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

type Row<Column extends string> = Readonly<Record<Column, number | null>>;

export const featureOracle = JSON.parse(readFileSync(at('fixtures/oracles/features.oracle.json'), 'utf8')) as {
  readonly unit: readonly Row<'feature_id' | 'unit' | 'size' | 'least_cosine' | 'least_r'>[];
  readonly feature: readonly {
    readonly feature_id: number;
    readonly main_position: number;
    readonly constant: boolean;
    readonly before_difference: boolean;
  }[];
  readonly name: readonly {
    readonly feature_id: number;
    readonly token_share: number;
    readonly answer: string | null;
    readonly hits: number;
    readonly prompts: number;
    readonly of: number;
  }[];
};

let folder: string | undefined;
process.on('exit', () => folder !== undefined && rmSync(folder, { recursive: true }));

export async function bundledFeatures(stages: readonly string[], settings: readonly string[] = []) {
  folder ??= mkdtempSync(join(tmpdir(), 'cofire-features-'));
  const study = loadStudy(at('studies/sports.yaml'), settings);
  const out = join(folder, 'out');
  let said = '';
  const write = (text: string): void => {
    said += text;
  };
  const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
  const units = unitsOfStages(study, ['evaluate', 'attribute', 'load', ...stages]);
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const query = async <Found>(sql: string): Promise<Found[]> => {
    const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
    const rows = await tables.sql<Found>(sql);
    tables.close();
    return rows;
  };
  return { query, said };
}
