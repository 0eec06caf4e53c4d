/** Settings of one dictionary: under `sae`, or under its name in `dictionaries`. */
import { show } from './check-value.ts';
import { group, leaf, optional, type Refuse, type ValueOf } from './leaf.ts';
import { checkSource } from './study-settings.ts';
import { choice, either, flag, list, path, text, whole } from './types.ts';

const layerNumber = whole({ least: 0 });

export const dictionary = group(
  {
    path: optional({
      type: path(),
      meaning:
        'Folder in the SAELens layout, old or new: cfg.json, sae_weights.safetensors. `{layer}` stands for the layer.',
    }),
    hub: optional({ type: text(), meaning: 'Repository on the hub, in place of a path.' }),
    revision: optional({ type: text(), meaning: 'Commit of the hub repository.' }),
    folder: optional({
      type: text(),
      meaning: 'Folder inside the hub repository. `{layer}` stands for the layer.',
    }),
    format: optional({
      type: choice(['auto', 'saelens']),
      meaning: 'Layout of the files; `auto`, and where it is left out, what the files say.',
    }),
    site: optional({
      type: choice(['resid_pre', 'resid_post']),
      meaning: 'Where in a block it reads. Where it is given, cfg.json must name the same site and layer.',
    }),
    center: leaf({
      type: either('true, false or auto', flag(), choice(['auto'])),
      default: 'auto',
      meaning:
        'Subtract the mean over d_model from the residual before encoding; `auto` follows the metadata of the SAE or a known release, and otherwise asks.',
    }),
    layer: optional({
      type: layerNumber,
      meaning: 'Layer of the hook; without `site` in place of the one that cfg.json names.',
    }),
    layers: optional({
      type: either(
        'all, a range such as 3-9, or a list of layers',
        choice(['all']),
        text({ pattern: /^\d+-\d+$/, expected: 'a range such as 3-9', shown: 'a range such as `3-9`' }),
        list(layerNumber, 1),
      ),
      meaning:
        'A dictionary for each of these layers, named by the name of all and the layer (`res_0`, `res_1`); needs `site`, and `{layer}` in `path` or `folder`.',
    }),
    prepend_bos: optional({
      type: flag(),
      meaning:
        'Whether the model’s BOS stands before every prompt, in place of what cfg.json says (yes where it says nothing).',
    }),
  },
  (written, refuse, named) => {
    checkSource(written, refuse, named);
    if (written.folder !== undefined && written.hub === undefined)
      refuse(
        'folder',
        `given without ${named('hub')}`,
        `a folder of a hub repository (with ${named('path')}, give the whole path)`,
      );
    checkLayers(written, refuse);
  },
);

export type DictionarySettings = ValueOf<typeof dictionary>;

/** What will be read but is not yet, so that it is refused by name and not as a misspelling. */
export const UNREAD: Readonly<Record<string, { readonly all: boolean; readonly names: readonly string[] }>> = {
  release: { all: true, names: [] },
  id: { all: true, names: [] },
  format: {
    all: false,
    names: [
      'sparsify',
      'gemma-scope',
      'gemma-scope-2',
      'llama-scope',
      'llama-scope-r1',
      'qwen-scope',
      'dictionary-learning',
      'circuit-tracer',
      'clt',
      'kk-hook-z',
      'dunefsky',
    ],
  },
  site: {
    all: false,
    names: ['q', 'k', 'v', 'pattern', 'z', 'attn_out', 'resid_mid', 'mlp', 'mlp_in', 'mlp_norm', 'mlp_out'],
  },
};

function checkLayers({ site, layer, layers, path: at, folder }: DictionarySettings, refuse: Refuse): void {
  const key = folder === undefined ? 'path' : 'folder';
  const place = folder ?? at ?? '';
  const isTemplate = place.includes('{layer}');
  if (layers === undefined) {
    if (isTemplate && layer === undefined) refuse(key, show(place), 'layer or layers, for what {layer} stands for');
    return;
  }
  if (layer !== undefined) refuse('layers', `given beside layer ${layer}`, 'one of the two');
  if (site === undefined) refuse('layers', 'given without site', 'the site whose layers they are');
  if (!isTemplate) refuse(key, show(place), 'a place with {layer} in it, one for each of the layers');
  if (Array.isArray(layers)) {
    const repeated = layers.find((value, index) => layers.indexOf(value) !== index);
    if (repeated !== undefined) refuse('layers', `${repeated} twice`, 'each layer once');
  } else if (layers !== 'all') {
    const [first, last] = layers.split('-').map(Number);
    if (first > last) refuse('layers', show(layers), 'a range from the lower layer to the higher');
  }
}
