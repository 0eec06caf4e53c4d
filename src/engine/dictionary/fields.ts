/** Typed reads of one JSON object, with a StudyError that names the key. Null counts as absent, as in SAELens. */
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';

export type Json = Readonly<Record<string, unknown>>;

export class Fields {
  readonly json: Json;
  readonly where: string;

  constructor(json: Json, where: string) {
    this.json = json;
    this.where = where;
  }

  refuse(key: string, expected: string): StudyError {
    return new StudyError({
      where: `${this.where}: ${key}`,
      found: shown(this.json[key]),
      expected,
    });
  }

  count(key: string): number {
    const value = this.json[key];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
      throw this.refuse(key, 'a whole number of at least 1');
    return value;
  }

  flag(key: string, absent: boolean): boolean {
    const value = this.json[key] ?? absent;
    if (typeof value !== 'boolean') throw this.refuse(key, 'true or false');
    return value;
  }

  text(key: string, absent: string | null): string | null {
    const value = this.json[key] ?? absent;
    if (value !== null && typeof value !== 'string') throw this.refuse(key, 'a text');
    return value;
  }

  oneOf<const Name extends string>(key: string, names: readonly Name[], absent?: Name): Name {
    const value = this.json[key] ?? absent;
    const name = names.find((known) => known === value);
    if (name === undefined) throw this.refuse(key, `one of ${names.join(', ')}`);
    return name;
  }
}
