/** A run folder belongs to one study: the tables of two in one database are of neither. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Complaint, StudyError } from '../errors.ts';

/** What tells studies apart; all of it stands in run.json. */
interface Known {
  readonly name?: unknown;
  readonly file?: unknown;
  readonly model?: unknown;
  readonly task?: unknown;
}

/** @throws StudyError naming the study that the folder holds */
export function refuseOtherStudy(out: string, study: Known, force: boolean): void {
  const other = force ? undefined : otherStudyIn(out, study);
  if (other !== undefined) throw new StudyError(other);
}

/**
 * What a run would say of its folder, where that holds another study. The same study with other settings is the same study, and so is its file in another place; another name is another one, and so is another
 * file with another model or task under the same name.
 */
export function otherStudyIn(out: string, study: Known): Complaint | undefined {
  const held = heldBy(out);
  if (held === null) return undefined;
  const moved = held.file !== study.file;
  const other =
    !isDeepStrictEqual(plain(held.model), plain(study.model)) ||
    !isDeepStrictEqual(plain(held.task), plain(study.task));
  if (held.name === study.name && !(moved && other)) return undefined;
  const found =
    held.name === study.name
      ? `another study of the name ${JSON.stringify(held.name)} (${String(held.file)})`
      : `the study ${JSON.stringify(held.name)}`;
  return {
    where: out,
    found: `the tables of ${found}`,
    expected: `an empty folder, or one of ${JSON.stringify(study.name)}`,
    fix: 'Name another folder with --out, or make every table anew with --force.',
  };
}

/** Null where the folder holds no run, or one that cannot be told. */
function heldBy(out: string): Known | null {
  const path = join(out, 'run.json');
  if (!existsSync(path)) return null;
  try {
    const { study }: { readonly study?: Known } = JSON.parse(readFileSync(path, 'utf8'));
    return typeof study?.name === 'string' ? study : null;
  } catch {
    return null;
  }
}

/** As JSON keeps it. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
