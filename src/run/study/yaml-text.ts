/**
 * YAML as people write it in a study file, and as it may slip in: one message for each kind of fault, with the line, and a plain value
 * otherwise. Aliases that multiply, values that hold themselves, keys given twice, several documents and bytes that are not text are refused; a
 * key that YAML reads as something else than text (`null`, `yes`, `1`) is taken as it is written.
 */
import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { StudyError } from '../../errors.ts';

/** Values within values: no setting is below its sixth. */
const DEEPEST = 40;
const DEEP = 'values nested too deep to be read';
/** Characters; the longest study file of a hundred dictionaries has a tenth of them. */
const LONGEST = 1_000_000;

/** @param where names the text in messages @param expected what it is to be @throws StudyError */
export function readYaml(text: string, where: string, expected: string): unknown {
  const refuse = (found: string, fix?: string): never => {
    throw new StudyError({ where, found, expected, ...(fix === undefined ? {} : { fix }) });
  };
  if (text.length > LONGEST) refuse(`${text.length.toLocaleString('en')} characters`);
  const at = notText(text);
  if (at !== null)
    refuse(
      `bytes that are not text (line ${at})`,
      'Is it another kind of file, or saved in another encoding than UTF-8?',
    );
  const lines = new LineCounter();
  const document = guarded(() => parseDocument(text, { lineCounter: lines, uniqueKeys: false }), refuse);
  const [fault] = document.errors;
  if (fault?.code === 'MULTIPLE_DOCS') refuse(`several documents (the second from line ${lines.linePos(fault.pos[0]).line})`, 'Keep one file for each study.'); // biome-ignore format: one line
  if (fault !== undefined) refuse(/call stack/.test(fault.message) ? DEEP : `not valid YAML (${plain(fault.message)})`);
  const twice = repeatedKey(document, lines);
  if (twice !== null) refuse(`${twice.key} on lines ${twice.first} and ${twice.again}`, 'Keep one of them.');
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value !== 'string') key.value = key.source ?? String(key.value);
    },
  });
  const value: unknown = guarded(() => document.toJS({ maxAliasCount: 100 }), refuse);
  if (tooDeep(value, 0)) refuse(`values nested more than ${DEEPEST} deep, or within themselves`);
  return value;
}

/** The first sentence, without the picture of the line. */
function plain(message: string): string {
  return message.split('\n')[0].replace(/:$/, '');
}

/** The line of the first character that no text has: what is not UTF-8, or a control character. */
function notText(text: string): number | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

/** What the parser throws is about the text too. */
function guarded<T>(run: () => T, refuse: (found: string) => never): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return refuse(DEEP);
    if (!(error instanceof Error)) throw error;
    return refuse(/[Ee]xcessive alias/.test(error.message) ? 'aliases that stand for one another over and over' : `not valid YAML (${plain(error.message)})`); // biome-ignore format: one line
  }
}

function repeatedKey(document: Document, lines: LineCounter) {
  let found: { readonly key: string; readonly first: number; readonly again: number } | null = null;
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        const name = String(key.source ?? key.value);
        const { line } = lines.linePos(key.range[0]);
        const first = seen.get(name);
        if (first !== undefined) {
          found = { key: name, first, again: line };
          return visit.BREAK;
        }
        seen.set(name, line);
      }
      return undefined;
    },
  });
  return found as { readonly key: string; readonly first: number; readonly again: number } | null;
}

function tooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > DEEPEST || Object.values(value).some((inner) => tooDeep(inner, depth + 1));
}
