/**
 * JSON as Python's `json.dump` writes it: what JSON.parse reads, and the words NaN, Infinity and -Infinity besides. Such a word becomes a
 * PythonNumber, which is no number to whoever asks for one and says its line in their message; where nobody asks, it harms nobody.
 */
import { PythonNumber } from '../../../shown.ts';

/** Deeper, a list or an object is no description of anything, and a walk through it could run out of stack. */
const MOST_LEVELS = 200;

/** An object of a JSON file, and not a word of Python's in the place of one. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof PythonNumber);
}

/** Where a text stops being JSON, from 1. */
export class JsonFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(found: string, text: string, at: number) {
    const before = text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    super(`${found} in line ${line}, column ${column}`);
    this.line = line;
    this.column = column;
  }
}

/** @throws JsonFault */
export function parseJson(text: string): unknown {
  // Python's words make JSON.parse stop, as every fault does; only then it is worth to look where.
  try {
    const value: unknown = JSON.parse(text);
    if (!isDeep(text)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return new Reader(text).read();
}

/** Whether as many brackets are open at a time as no file of ours has; those inside texts count too, which only costs time. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) {
      if (++depth > MOST_LEVELS) return true;
    } else if ((code === 93 || code === 125) && depth > 0) depth--;
  }
  return false;
}

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none in a text
const TEXT = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /-?[A-Za-z_][\w-]*/y;

type Open = { readonly list: unknown[] } | { readonly entries: Record<string, unknown> };

class Reader {
  readonly #text: string;
  #at = 0;
  #levels = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const value = this.#value();
    this.#take(SPACE);
    if (this.#at < this.#text.length) throw this.#fault(`${this.#here()} after the end`);
    return value;
  }

  #value(): unknown {
    this.#take(SPACE);
    const start = this.#at;
    const next = this.#text[start];
    if (next === '{') return this.#within({ entries: {} }, '}');
    if (next === '[') return this.#within({ list: [] }, ']');
    const text = this.#take(TEXT);
    if (text !== undefined) return JSON.parse(text);
    const number = this.#take(NUMBER);
    if (number !== undefined) return Number(number);
    const word = this.#take(WORD);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (word === 'NaN' || word === 'Infinity' || word === '-Infinity')
      return new PythonNumber(word, this.#text.slice(0, start).split('\n').length);
    this.#at = start;
    throw this.#fault(word === undefined ? `${this.#here()} where a value should be` : `the word ${word.slice(0, 20)}`);
  }

  #within(open: Open, close: string): unknown {
    if (++this.#levels > MOST_LEVELS) throw this.#fault(`more than ${MOST_LEVELS} levels of brackets`);
    this.#at++;
    this.#take(SPACE);
    if (this.#text[this.#at] === close) this.#at++;
    else
      for (;;) {
        if ('list' in open) open.list.push(this.#value());
        else {
          const key = this.#key();
          // As JSON.parse does: a key of any name is a plain one.
          Object.defineProperty(open.entries, key, {
            value: this.#value(),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
        this.#take(SPACE);
        const next = this.#text[this.#at];
        if (next !== ',' && next !== close) throw this.#fault(`${this.#here()} where , or ${close} should be`);
        this.#at++;
        if (next === close) break;
      }
    this.#levels--;
    return 'list' in open ? open.list : open.entries;
  }

  #key(): string {
    this.#take(SPACE);
    const text = this.#take(TEXT);
    if (text === undefined) throw this.#fault(`${this.#here()} where a key in double quotes should be`);
    this.#take(SPACE);
    if (this.#text[this.#at] !== ':') throw this.#fault(`${this.#here()} where : should be`);
    this.#at++;
    return JSON.parse(text);
  }

  /** What a pattern takes from here on; undefined where it takes nothing. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined || found === '') return undefined;
    this.#at += found.length;
    return found;
  }

  #here(): string {
    const next = this.#text.codePointAt(this.#at);
    if (next === undefined) return 'the end of the file';
    const character = String.fromCodePoint(next);
    if (character === '"') return 'a text that does not end or has a character that it may not';
    return next > 32 && next < 127 ? character : `U+${next.toString(16).toUpperCase().padStart(4, '0')}`;
  }

  #fault(found: string): JsonFault {
    return new JsonFault(found, this.#text, this.#at);
  }
}
