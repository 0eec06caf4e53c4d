/** That a dictionary reads where its study says it does: its files name the site and the layer that the study file names. */
import { StudyError } from '../../errors.ts';

/** What a study file says of the place; nothing is checked without a site, and a layer alone overrides that of the files. */
export interface StatedPlace {
  readonly site?: string;
  readonly layer?: number;
}

/**
 * @param key names a key of the dictionary as the study file does, for messages
 * @param found what the dictionary's own files say
 */
export function checkPlace(
  key: (name: string) => string,
  { site, layer }: StatedPlace,
  found: { readonly at: string; readonly layer: number },
): void {
  if (site === undefined) return;
  const expected = `${found.at} of layer ${found.layer}, which its files name`;
  if (site !== found.at) throw new StudyError({ where: key('site'), found: site, expected });
  if (layer !== undefined && layer !== found.layer)
    throw new StudyError({ where: key('layer'), found: String(layer), expected });
}
