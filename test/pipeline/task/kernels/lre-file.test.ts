import { describe, expect, it } from 'vitest';
import { readRelations } from '../../../../pipeline/task/kernels/lre-file.ts';
import { judgeTask, parseTask } from '../../../../pipeline/task/kernels/task-file.ts';
import { StudyError } from '../../../../src/errors.ts';
import { random } from '../../../../src/random.ts';

const relation = {
  name: 'country capital city',
  prompt_templates: ['The capital city of {} is'],
  prompt_templates_zs: ['The capital of {} is the city of', 'What is the capital of {}? It is the city of'],
  properties: { relation_type: 'factual', symmetric: false },
  samples: [
    { subject: 'Canada', object: 'Ottawa' },
    { subject: 'Peru', object: 'Lima' },
  ],
};
const prompts = (text: string): string[] => parseTask(text, 'r.json').map(({ prompt }) => prompt);

describe('a relation of LRE', () => {
  it('is a prompt for each subject and each zero-shot wording, which is its template', () => {
    const rows = parseTask(JSON.stringify(relation), 'r.json');
    expect(rows).toHaveLength(4);
    const prompt = 'What is the capital of Canada? It is the city of';
    expect(rows[1]).toEqual({ prompt, answer: 'Ottawa', stratum: 'Ottawa', accepted: ['Ottawa'], subject: 'Canada', template: relation.prompt_templates_zs[1] }); // biome-ignore format: one line
    const { notes } = judgeTask(JSON.stringify(relation), 'r.json', 'words');
    expect(notes[0]).toMatch(/prompts are made of prompt_templates_zs: "The capital of/);
  });

  it('takes the other wordings where it has no zero-shot ones', () => {
    const { prompt_templates_zs: _, ...few } = relation;
    expect(prompts(JSON.stringify(few))).toEqual(['The capital city of Canada is', 'The capital city of Peru is']);
    expect(prompts(JSON.stringify({ ...few, prompt_templates_zs: [] }))).toHaveLength(2);
  });

  it('may be one a line, or its samples below it, or each sample with its template', () => {
    const { samples, ...head } = relation;
    const lines = [head, ...samples].map((value) => JSON.stringify(value)).join('\n');
    expect(prompts(lines)).toEqual(prompts(JSON.stringify(relation)));
    expect(prompts(`${JSON.stringify(relation)}\n`)).toHaveLength(4);
    expect(prompts(JSON.stringify([relation]))).toHaveLength(4);
    expect(prompts('{"subject":"a","object":"b","template":"{} is"}\r\n{"subject":"c","object":"b","template":"{} is"}\r\n')).toEqual(['a is', 'c is']); // biome-ignore format: one line
  });

  it('reads escapes that were escaped, and several objects as accepted ones', () => {
    const odd = { ...relation, samples: [{ subject: 'Bras\\u00edlia', object: ['Brazil', 'Brasil'] }] };
    const [row] = parseTask(JSON.stringify(odd), 'r.json');
    expect(row).toMatchObject({ subject: 'Brasília', answer: 'Brazil', accepted: ['Brazil', 'Brasil'] });
  });
});

it('samples of one subject are one prompt of each wording, their further objects accepted, in any order of samples', () => {
  const rng = random(1, 'lre');
  for (let round = 0; round < 200; round++) {
    const objects = new Map<string, string[]>();
    const samples = Array.from({ length: 12 }, () => {
      const [subject, object] = [`s${rng.integer(5)}`, `o${rng.integer(4)}`];
      const known = objects.get(subject) ?? [];
      objects.set(subject, known.includes(object) ? known : [...known, object]);
      return { subject, object };
    });
    const task = judgeTask(JSON.stringify({ ...relation, samples }), 'r.json', 'words');
    expect(task.faults).toEqual([]);
    const wanted = [...objects].flatMap(([subject, accepted]) =>
      relation.prompt_templates_zs.map((template) => [template.replace('{}', subject), accepted]),
    );
    expect(task.rows.map(({ prompt, accepted }) => [prompt, accepted])).toEqual(wanted);
    expect(task.rows.map(({ answer, accepted }) => answer === accepted[0])).not.toContain(false);
    const repeated = [...objects.keys()].filter((one) => samples.filter(({ subject }) => subject === one).length > 1);
    const note = task.notes.find((text) => text.includes('several samples')) ?? '';
    expect(note).toMatch(repeated.length === 1 ? 'a subject has' : `${repeated.length} subjects have`);
    expect(note).toMatch('the object of the first is the answer, the others are accepted');
  }
});

it('rows with the columns of a task are read from JSON too, and keys of the user kept out', () => {
  const { records, notes } = readRelations('[{"prompt":"p","answer":"a","accepted":["b","c"],"id":3}]', 'r.json', ['prompt', 'answer', 'accepted']); // biome-ignore format: one line
  expect(records[0].cells).toEqual({ prompt: 'p', answer: 'a', accepted: 'b|c' });
  expect(notes).toEqual(['r.json: key "id" is no column of a task, and is kept out of the study']);
});

it.each([
  ['[]', 'no prompts'],
  ['{"a":1}', 'JSON of another kind ({"a":1})'],
  ['[1,2]', 'JSON of another kind (1)'],
  ['{"prompt_templates":[],"samples":[]}', 'a relation without prompt templates'],
  ['{"prompt_templates":["no place"],"samples":[]}', 'prompt_templates: "no place", expected a text with {} once'],
  ['{"prompt_templates":["{} is"],"samples":{}}', 'samples: {}, expected a list'],
  [
    '{"prompt_templates":["{} is"],"samples":[{"subject":"a","object":"b"},{"subject":"c"}]}',
    'row 2 (sample 2): {"subject":"c"}',
  ],
  ['{"subject":"a","object":"b"}', 'a sample without a prompt template'],
  [
    '{"prompt_templates":["{} is"],\n"samples":[',
    'line 1: "{\\"prompt_templates\\":[\\"{} is\\"],", which is not JSON',
  ],
])('%s is refused with what was found', (text, message) => {
  expect(() => parseTask(text, 'r.json')).toThrow(StudyError);
  expect(() => parseTask(text, 'r.json')).toThrow(message);
});
