import { expect, it } from 'vitest';
import { boxWidth, cut, textWidth } from '../../../reports/layered/box.ts';
import { causalDrawing } from './drawings.ts';

it('cuts at a width, not at a number of letters, and never inside a character', () => {
  expect(cut('short', 10)).toBe('short');
  expect(cut('iiiiiiiiiiiiiiiiiiii', 5).length).toBeGreaterThan(cut('WWWWWWWWWWWWWWWWWWWW', 5).length);
  expect(cut('😀😀😀😀😀😀', 4)).toBe('😀😀…');
  expect(textWidth(cut('日本語の長い長いラベル', 6), 1)).toBeLessThanOrEqual(6);
});

it('makes room for a longer label, up to a limit', () => {
  const graph = causalDrawing();
  const width = (label: string): number => boxWidth(graph, { ...graph.nodes[0], label });
  expect(width('a middling label')).toBeGreaterThan(width('a'));
  expect(width('x'.repeat(400))).toBe(width('x'.repeat(40)));
});
