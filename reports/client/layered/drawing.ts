/** What the page asks of a drawing, whether it is SVG or sigma. Nodes and edges are positions in the file. */
import type { Focus, Hovered } from './focus.ts';
import type { View } from './view.ts';
import type { Visible } from './visible.ts';

export interface Drawing {
  update(view: View, shown: Visible, focus: Focus | null): void;
  /** Colours have changed. */
  retheme(): void;
  /** Shows where the keyboard is. */
  moveTo(node: number): void;
  /** The middle of a node on the screen, in pixels of the window; null when it is not to be seen. */
  placeOf(node: number): { readonly x: number; readonly y: number } | null;
  zoom(factor: number): void;
  fit(): void;
  /** Names what `save` hands to the reader. */
  readonly picture: 'SVG' | 'PNG';
  save(name: string): void;
}

export interface Listeners {
  /** The pointer is on something, at this place of the window; or on nothing. */
  hover(hovered: Hovered, at: { readonly x: number; readonly y: number } | null): void;
  /** A click, with the shift key or without; null is empty ground. */
  choose(node: number | null, withShift: boolean): void;
}
