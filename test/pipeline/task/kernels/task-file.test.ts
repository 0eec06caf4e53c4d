import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTask, readTask } from '../../../../pipeline/task/kernels/task-file.ts';
import { StudyError } from '../../../../src/errors.ts';

const parse = (text: string) => parseTask(text, 't.csv');

describe('parseTask', () => {
  it('reads prompts and answers, and fills in stratum, template and accepted', () => {
    expect(parse('prompt,answer\nFact: Li Na plays the sport of,tennis\n')).toEqual([
      {
        prompt: 'Fact: Li Na plays the sport of',
        answer: 'tennis',
        stratum: 'tennis',
        template: 'unnamed',
        accepted: ['tennis'],
      },
    ]);
  });

  it('reads every optional column', () => {
    const [row] = parse(
      'prompt,answer,foil,stratum,template,subject,accepted\n"A, B plays",soccer,golf,ball,t1,"A, B",football|futbol\n',
    );
    expect(row).toEqual({
      prompt: 'A, B plays',
      answer: 'soccer',
      foil: 'golf',
      stratum: 'ball',
      template: 't1',
      subject: 'A, B',
      accepted: ['soccer', 'football', 'futbol'],
    });
  });

  it('takes an empty optional cell as not given', () => {
    const [row] = parse('prompt,answer,foil,stratum,template,subject,accepted\np,a,,,,,\n');
    expect(row).toEqual({ prompt: 'p', answer: 'a', stratum: 'a', template: 'unnamed', accepted: ['a'] });
  });

  it('makes the template from the subject where only that is given, whatever signs it holds', () => {
    const [row] = parse('prompt,answer,subject\nFact: $& Jr. plays,golf,$& Jr.\n');
    expect(row.template).toBe('Fact: {} plays');
  });

  it('a byte-order mark, CRLF, mixed line ends, quotes, line breaks in cells and a missing last newline change nothing', () => {
    const plain = parse('prompt,answer\np one,a\np two,b\n');
    expect(parse('\uFEFFprompt,answer\r\np one,a\r\np two,b\r\n')).toEqual(plain);
    expect(parse('prompt,answer\r\np one,a\np two,b')).toEqual(plain);
    expect(parse('"prompt","answer"\n"p one","a"\n\n"p two","b"\n')).toEqual(plain);
    expect(parse('prompt,answer\n"two\nlines",a\n')[0].prompt).toBe('two\nlines');
  });

  it('keeps letters outside ASCII and text that looks like code', () => {
    expect(parse('prompt,answer\n"Mesut Özil <b>""plays""</b>; DROP TABLE",a\n')[0].prompt).toBe(
      'Mesut Özil <b>"plays"</b>; DROP TABLE',
    );
  });

  it.each([
    ['an empty file', '', 't.csv: an empty file, expected a header row with prompt and answer'],
    ['a header alone', 'prompt,answer\n', 't.csv: no prompts, expected at least one row'],
    ['a missing column', 'prompt,foil\np,a\n', 't.csv: header: no column answer'],
    [
      'an unknown column',
      'prompt,anwser\np,a\n',
      'unknown column "anwser", expected only prompt, answer, foil, stratum, template, subject, accepted. Did you mean answer?',
    ],
    ['a repeated column', 'prompt,answer,answer\np,a,b\n', 'column answer twice'],
    ['an empty prompt', 'prompt,answer\np,a\n"  ",b\n', 'row 2 (line 3): an empty prompt'],
    ['an empty answer', 'prompt,answer\np,\n', 'row 1 (line 2): an empty answer'],
    ['a prompt that ends in a space', 'prompt,answer\n"p ",a\n', 'row 1 (line 2): a prompt that ends in a space'],
    ['spaces around an answer', 'prompt,answer\np, a\n', 'answer " a", expected a word without spaces around it'],
    ['an empty alternative', 'prompt,answer,accepted\np,a,b||c\n', 'accepted ""'],
    ['a foil that is right', 'prompt,answer,foil,accepted\np,a,b,b\n', 'foil "b" is an accepted answer'],
    [
      'duplicate prompts',
      'prompt,answer\np,a\nq,a\np,b\n',
      'row 3 (line 4): the same prompt as row 1 ("p"), expected each prompt once',
    ],
    ['too few cells', 'prompt,answer\np\n', 'row 1 (line 2): 1 cells, expected 2 as in the header'],
    [
      'too many cells',
      'prompt,answer\np, with a comma,a\n',
      '3 cells, expected 2 as in the header. Quote cells that hold commas.',
    ],
    ['an open quote', 'prompt,answer\n"p,a\n', 't.csv: line 2: a quote that opens here'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(StudyError);
    expect(() => parse(text)).toThrow(message);
  });
});

describe('readTask', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cofire-task-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads a file and names it in complaints', () => {
    const file = join(folder, 'a.csv');
    writeFileSync(file, 'prompt,answer\np,a\n');
    expect(readTask(file)).toHaveLength(1);
    writeFileSync(file, 'prompt,answer\np,\n');
    expect(() => readTask(file)).toThrow('a.csv: row 1');
  });

  it('reads Windows-1252, and refuses damaged UTF-8, a missing file and a folder', () => {
    const file = join(folder, 'latin1.csv');
    writeFileSync(file, Buffer.from('prompt,answer\nMesut \xd6zil,a\n', 'latin1'));
    expect(readTask(file)[0].prompt).toBe('Mesut Özil');
    writeFileSync(file, Buffer.concat([Buffer.from('prompt,answer\nMesut Özil \xff'), Buffer.from([0xff])]));
    expect(() => readTask(file)).toThrow('latin1.csv: line 2: bytes that are not UTF-8');
    expect(() => readTask(join(folder, 'none.csv'))).toThrow('no such file');
    expect(() => readTask(folder)).toThrow('a folder, expected a task (CSV or JSON)');
  });
});
