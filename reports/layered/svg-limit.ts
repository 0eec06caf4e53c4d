/** How large a layered graph may be for SVG. A file of its own, so that the reader's script takes the number without the schema that checks a file. */

/** Largest graph that is drawn as SVG, with real links and text; a larger one is drawn by sigma from the same file. */
export const N_NODES_SVG = 150;
