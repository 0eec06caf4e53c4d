/** Run folders as their reports leave them, without tables: run.json and report/summary.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunClaim, RunSummary } from '../../reports/run-summary.ts';

export function claimOf(hypothesis: string, status: string, more: Partial<RunClaim> = {}): RunClaim {
  const found = { estimate: 0.5, low: 0.25, high: 0.75, unit: 'logits', p: 0.01, reason: null };
  return {
    analysis: 'cooccurrence',
    scope: 'main',
    hypothesis,
    claim: `${hypothesis} holds.`,
    status,
    ...found,
    ...more,
  };
}

export function summaryOf(name: string, more: Partial<RunSummary> = {}): RunSummary {
  return {
    name,
    presets: ['recommended'],
    model: 'fixtures/model',
    dictionaries: ['fixtures/sae'],
    isToy: true,
    subject: '["model","task"]',
    sizes: ['100 prompts', '20 features'],
    claims: [claimOf('H1', 'supported'), claimOf('relevance', 'not supported')],
    stages: ['hash'],
    seconds: 61,
    started: '2026-01-02T03:04:05.000Z',
    ...more,
  };
}

export function writeRun(dir: string, summary: RunSummary | string, manifest: object = {}): void {
  mkdirSync(join(dir, 'report'), { recursive: true });
  writeFileSync(join(dir, 'study.duckdb'), '');
  const text = typeof summary === 'string' ? summary : JSON.stringify(summary);
  writeFileSync(join(dir, 'report/summary.json'), text);
  const done = { status: 'done', stages: [{ stage: 'load', hash: 'hash' }], outdated: [] };
  writeFileSync(join(dir, 'run.json'), JSON.stringify({ ...done, ...manifest }));
}
