/** Labels of nodes in the theme's own colours: plain ones with a halo so that they read over edges, highlighted ones on a plate. */
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from 'sigma/rendering';
import { resolveColour } from '../theme.ts';

const PADDING = 5;

/** Names longer than this are cut on the drawing; the panel has them whole. */
const N_CHARACTERS = 34;

const cut = (label: string): string => (label.length > N_CHARACTERS ? `${label.slice(0, N_CHARACTERS - 1)}…` : label);

export function labelDrawing(
  colours: () => { readonly ink: string; readonly surface: string },
): NodeLabelDrawingFunction {
  return (context, data, settings) => {
    if (!data.label) return;
    const { ink, surface } = colours();
    const [x, y] = [data.x + data.size + 3, data.y + settings.labelSize / 3];
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeStyle = surface;
    context.strokeText(cut(data.label), x, y);
    context.fillStyle = ink;
    context.fillText(cut(data.label), x, y);
  };
}

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
  const width = context.measureText(cut(data.label)).width + 2 * PADDING;
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
  context.fillText(cut(data.label), left + PADDING, data.y + settings.labelSize / 3);
};
