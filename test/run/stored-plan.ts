/** The plan file of a shard folder, read and written by hand: as another memory, machine or an accident would have left it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/sha256.ts';

const fileIn = (folder: string): string => join(folder, 'plan.json');

export function storedPlan<Plan>(folder: string): Plan {
  return (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as { plan: Plan }).plan;
}

/** Whole: with the digest that belongs to it. */
export function writePlan(folder: string, plan: object): void {
  writeFileSync(fileIn(folder), `${JSON.stringify({ sha256: sha256(JSON.stringify(plan)), plan })}\n`);
}
