import { describe, expect, it } from 'vitest';
import { layeredFileSchema } from '../../../reports/layered/graph.ts';
import { layeredFile } from '../../../reports/layered/layered-file.ts';
import { causalDrawing, tokenDrawing } from './drawings.ts';

describe('the schema of the file of a layered graph', () => {
  it.each([causalDrawing(), tokenDrawing()])('holds for the file of $name, as text and back', (graph) => {
    const file = layeredFile(graph, '0.1.0');
    expect(layeredFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });

  it('allows nothing that it does not name', () => {
    const file = layeredFile(causalDrawing(), '0.1.0');
    expect(layeredFileSchema.safeParse({ ...file, extra: 1 }).success).toBe(false);
  });
});
