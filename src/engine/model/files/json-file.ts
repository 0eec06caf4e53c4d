/** A JSON file with an object at its top, or a StudyError that names the file. */
import { readFile } from 'node:fs/promises';
import { hasCode, StudyError } from '../../../errors.ts';

export async function readJsonObject(path: string, what: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw new StudyError({ where: path, found: 'no such file', expected: what });
    if (hasCode(error, 'EACCES'))
      throw new StudyError({ where: path, found: 'permission denied', expected: `a readable file with ${what}` });
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new StudyError({ where: path, found: 'text that is not JSON', expected: what }, { cause });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new StudyError({ where: path, found: 'JSON that is not an object', expected: what });
  }
  return json as Record<string, unknown>;
}
