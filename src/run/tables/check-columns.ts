/**
 * What must hold before columns enter a table: every column exists and has the same length, every NOT NULL column is
 * given, integers are integers, and no number is NaN or infinite. DuckDB would store a NaN gladly and then treat it as
 * greater than everything, so it is stopped here, with its table, column and row.
 */
export type ColumnValue = string | number | boolean | null | readonly number[] | readonly string[];
export type ColumnData = Int32Array | Float32Array | Float64Array | readonly ColumnValue[];

export interface ColumnSpec {
  readonly name: string;
  /** DuckDB's name of the type: INTEGER, DOUBLE, VARCHAR[], … */
  readonly type: string;
  readonly nullable: boolean;
}

const INT32_MAX = 2147483647;

/** The number of rows. Throws on the first fault: this is a bug of the stage that writes, never of the user. */
export function checkColumns(
  table: string,
  specs: readonly ColumnSpec[],
  columns: Readonly<Record<string, ColumnData>>,
): number {
  const known = new Set(specs.map((spec) => spec.name));
  for (const name of Object.keys(columns)) {
    if (!known.has(name))
      throw new Error(`table ${table}: column ${name} given, expected one of ${[...known].join(', ')}`);
  }
  const given = specs.filter((spec) => columns[spec.name] !== undefined);
  for (const spec of specs) {
    if (!spec.nullable && columns[spec.name] === undefined)
      throw new Error(`table ${table}: column ${spec.name} missing`);
  }
  const rows = given.length === 0 ? 0 : columns[given[0].name].length;
  for (const spec of given) {
    const data = columns[spec.name];
    if (data.length !== rows) {
      throw new Error(
        `table ${table}: column ${spec.name} has ${data.length} rows, expected ${rows} as in ${given[0].name}`,
      );
    }
    if (isSound(data, spec.type)) continue;
    for (let row = 0; row < rows; row++) {
      const fault = faultOf(data[row], spec);
      if (fault !== undefined) throw new Error(`table ${table}, column ${spec.name}, row ${row}: ${fault}`);
    }
  }
  return rows;
}

/** Whether numbers of the column's own type are all finite, which nothing else can be wrong with: seen at once for millions. */
function isSound(data: ColumnData, type: string): boolean {
  if (data instanceof Int32Array) return type === 'INTEGER' && !data.includes(-INT32_MAX - 1);
  const own = data instanceof Float64Array ? type === 'DOUBLE' : data instanceof Float32Array && type === 'FLOAT';
  if (!own) return false;
  for (let row = 0; row < data.length; row++) if (!Number.isFinite(data[row])) return false;
  return true;
}

function faultOf(value: unknown, spec: ColumnSpec): string | undefined {
  if (value === null) return spec.nullable ? undefined : 'null, expected a value';
  if (spec.type.endsWith('[]')) {
    if (!Array.isArray(value)) return `${String(value)}, expected a list`;
    const item: ColumnSpec = { name: spec.name, type: spec.type.slice(0, -2), nullable: false };
    for (const entry of value) {
      const fault = faultOf(entry, item);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  switch (spec.type) {
    case 'DOUBLE':
      return Number.isFinite(value) ? undefined : `${String(value)}, expected a finite number`;
    case 'FLOAT':
      return typeof value === 'number' && Number.isFinite(Math.fround(value))
        ? undefined
        : `${String(value)}, expected a number that is finite in single precision`;
    case 'INTEGER':
      return Number.isInteger(value) && Math.abs(value as number) <= INT32_MAX
        ? undefined
        : `${String(value)}, expected a 32-bit integer`;
    case 'BIGINT':
      return Number.isSafeInteger(value) ? undefined : `${String(value)}, expected an integer`;
    case 'VARCHAR':
      return typeof value === 'string' ? undefined : `${String(value)}, expected a text`;
    case 'BOOLEAN':
      return typeof value === 'boolean' ? undefined : `${String(value)}, expected true or false`;
    default:
      return `type ${spec.type} is not one cofire writes`;
  }
}
