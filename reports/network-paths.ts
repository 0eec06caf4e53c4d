/** Where the files of a network stand in a run folder: under plain names for the schema `main`, else with the schema in the name. */
import { MAIN } from '../src/run/tables/tables.ts';

export function networkPaths(scope: string): { readonly page: string; readonly json: string; readonly gexf: string } {
  const name = networkName(scope);
  return { page: `report/${name}.html`, json: `${name}.json`, gexf: `${name}.gexf` };
}

/** Without an ending. */
export function networkName(scope: string): string {
  return scope === MAIN ? 'network' : `network-${scope}`;
}
