/**
 * SQL without what changes nothing: comments and white space. Its words, numbers, quoted texts and signs stand one a line, so that
 * two texts are equal here where DuckDB reads the same tokens. Letters keep their case: a name in double quotes and a text in single
 * quotes may need it.
 */

/** Texts and names keep their doubled quotes; signs such as `>=` and `::` stay together; what is left over is a single sign. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}\p{N}_$.]+|[<>=!|&:]+|./gsu;
const NOTHING = /^(?:--|\/\*|\s)/;

export function normaliseSql(text: string): string {
  return [...text.matchAll(TOKEN)]
    .map(([token]) => token)
    .filter((token) => !NOTHING.test(token))
    .join('\n');
}
