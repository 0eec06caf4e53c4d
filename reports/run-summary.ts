/**
 * A run in the few lines that stand beside those of others: report/summary.json. Other reports and the atlas read this file and not the
 * tables, because a database that is open for reading cannot be opened for writing by the run that it belongs to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { StudyError } from '../src/errors.ts';
import type { Shared } from './context.ts';
import { isBundled, type RunManifest, readManifest, sourceName } from './manifest.ts';

export const SUMMARY = 'report/summary.json';

/** A hypothesis of the table `verdict`; findings are left to the run's own page. */
const claim = z.object({
  analysis: z.string(),
  /** Schema of the dictionary that it speaks of. */
  scope: z.string(),
  hypothesis: z.string(),
  claim: z.string(),
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string(),
  p: z.number().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
});

const summary = z.object({
  name: z.string(),
  /** And the control, where it is the run of one. */
  presets: z.array(z.string()),
  model: z.string(),
  dictionaries: z.array(z.string()),
  isToy: z.boolean(),
  /** What tells whether two runs are of one model and task: its source, and the sha256 of the task's file. */
  subject: z.string(),
  /** In words, largest idea first. */
  sizes: z.array(z.string()),
  claims: z.array(claim),
  /** Hashes of the stages whose tables it was made from. */
  stages: z.array(z.string()),
  /** Of all stages, when each last ran. */
  seconds: z.number(),
  /** ISO 8601. */
  started: z.string().nullable(),
});

export type RunClaim = z.infer<typeof claim>;
export type RunSummary = z.infer<typeof summary>;

/** @param sizes of all chapters */
export async function summarise({ tables, manifest, ran }: Shared, sizes: readonly string[]): Promise<RunSummary> {
  const { study, started } = manifest;
  const { control = 'none' } = study ?? {};
  // The frame's schema, where names of every analysis are looked up.
  const rows = await tables.query<RunClaim & { kind: string }>('verdicts');
  const stages = ran.filter(({ stage }) => stage !== 'report');
  const presets = Object.values(study?.analyses ?? {}).map(({ settings }) => settings.preset);
  return {
    name: study?.name ?? 'a study',
    presets: [
      ...new Set(presets.filter((preset) => typeof preset === 'string')),
      ...(control === 'none' ? [] : [control]),
    ],
    model: study === undefined ? 'unknown' : sourceName(study.model),
    dictionaries: (study?.dictionaries ?? []).map(sourceName),
    isToy: isBundled(manifest),
    subject: subjectOf(manifest),
    sizes: [...sizes],
    claims: rows.flatMap(({ kind, ...row }) => (kind === 'hypothesis' ? [claim.parse(row)] : [])),
    stages: stages.map(({ hash }) => hash),
    seconds: stages.reduce((sum, { seconds }) => sum + seconds, 0),
    started: started ?? null,
  };
}

/** The summary that a run's report left, or why there is none that can be used. */
export function readSummary(dir: string): RunSummary | string {
  const path = join(dir, SUMMARY);
  if (!existsSync(path)) return 'it has no report; `cofire report` writes one';
  let read: RunSummary;
  try {
    read = summary.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      return `${SUMMARY} is damaged or of another version; \`cofire report\` writes it again`;
    throw error;
  }
  return read;
}

/** Why a run is not what its summary says; null where it is. */
export function outOfDate(dir: string, { stages }: RunSummary): string | null {
  const manifest = manifestOf(dir);
  if (typeof manifest === 'string') return manifest;
  const { status, failed_stage, outdated = [], stages: now = [] } = manifest;
  if (status === 'failed') return `stopped in the stage ${failed_stage ?? 'unknown'}`;
  if (status !== 'done') return 'going on, or cut off';
  if (outdated.length > 0) return `not up to date: ${outdated.join(', ')}`;
  const same = now.every(({ stage, hash }) => stage === 'report' || stages.includes(hash));
  return same ? null : 'its report is older than its tables; `cofire report` writes it again';
}

function manifestOf(dir: string): RunManifest | string {
  try {
    return readManifest(dir);
  } catch (error) {
    if (error instanceof StudyError) return `run.json holds ${error.complaint.found}`;
    throw error;
  }
}

export function subjectOf({ study, sha256 = {} }: RunManifest): string {
  if (study?.model === undefined || study.task === undefined || study.file === undefined) return '';
  const task = Object.entries(sha256).find(([file]) => join(study.file as string, '..', file) === study.task?.file);
  return task === undefined ? '' : JSON.stringify([study.model, task[1]]);
}
