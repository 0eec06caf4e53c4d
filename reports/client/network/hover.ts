/** The label of a highlighted node, on the theme's own surface (sigma's is always white). */
import type { NodeHoverDrawingFunction } from 'sigma/rendering';
import { resolveColour } from '../theme.ts';

const PADDING = 5;

export const drawHover: NodeHoverDrawingFunction = (context, data, settings) => {
  const ink = resolveColour('var(--ink)');
  const surface = resolveColour('var(--surface)');
  const rule = resolveColour('var(--ink-soft)');
  context.beginPath();
  context.arc(data.x, data.y, data.size + 2.5, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = ink;
  context.stroke();
  if (!data.label) return;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(data.label).width + 2 * PADDING;
  const height = settings.labelSize + 2 * PADDING;
  const left = data.x + data.size + 6;
  context.beginPath();
  context.roundRect(left, data.y - height / 2, width, height, 4);
  context.fillStyle = surface;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = rule;
  context.stroke();
  context.fillStyle = ink;
  context.fillText(data.label, left + PADDING, data.y + settings.labelSize / 3);
};
