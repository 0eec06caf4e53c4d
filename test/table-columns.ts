/** The columns of a table as its declaration in sql/ names them: what rows that kernels make must have. */
import { Tables } from '../src/run/tables/tables.ts';

export async function tableColumns(table: string): Promise<string[]> {
  const tables = await Tables.open(':memory:');
  try {
    return tables.specsOf(table).map(({ name }) => name);
  } finally {
    tables.close();
  }
}
