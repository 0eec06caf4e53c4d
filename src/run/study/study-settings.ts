/** Settings of the study itself, whatever analyses it runs: its name and seed, the model, the task, and texts beside it. */
import { CONTROLS } from '../../engine/hub/repository.ts';
import { ANSWERS_AS } from '../../engine/passes/prompt-tokens.ts';
import { show } from './check-value.ts';
import { group, leaf, optional, optionalGroup, type Refuse, required } from './leaf.ts';
import { choice, flag, path, text, whole } from './types.ts';

/** What a model and a dictionary may come from; exactly one of the two. */
export interface Source {
  readonly path?: string;
  readonly hub?: string;
  readonly revision?: string;
}

export function checkSource(
  { path: folder, hub, revision }: Source,
  refuse: Refuse,
  named: (key: string) => string,
): void {
  if ((folder === undefined) === (hub === undefined))
    refuse('', folder === undefined ? 'neither path nor hub' : 'both path and hub', 'exactly one of path and hub');
  if (hub !== undefined && revision === undefined)
    refuse('revision', 'missing', 'the commit of the hub repository, so that the study stays the same');
  if (folder !== undefined && revision !== undefined)
    refuse('revision', show(revision), `no revision beside ${named('path')}`);
}

export const study = group({
  name: required({
    type: text({
      pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
      expected: 'a name of letters, digits, dots, dashes and underscores',
    }),
    meaning: 'Name of the study; the run folder is runs/<name> unless --out says otherwise.',
  }),
  seed: leaf({
    type: whole({ least: 0, most: 2147483647 }), // 31 bits, so that every generator sees the same one
    default: 1,
    meaning: 'Seed of everything random: foils, clusterings, subsamples, steering sets, nulls.',
  }),
  model: group(
    {
      path: optional({
        type: path(),
        meaning:
          'Folder in the Hugging Face layout: config.json, model.safetensors, tokenizer.json or vocab.json and merges.txt.',
      }),
      hub: optional({
        type: text(),
        meaning: 'Repository on the hub, in place of a path; `cofire fetch` downloads it.',
      }),
      revision: optional({ type: text(), meaning: 'Commit of the hub repository.' }),
      bos_token: optional({
        type: text(),
        meaning:
          'Text of the BOS token, such as `<s>`, where the files of the model name none or do not agree (stated-facts.md); it wins over all.',
      }),
    },
    checkSource,
  ),
  control: leaf({
    type: choice(CONTROLS),
    default: 'none',
    meaning:
      'What stands in for the model: `none`, the model itself; `shuffled-weights`, a model of the same shapes whose matrices have their own entries in another order, by `seed`, to see what needs no learning. The dictionaries are to be trained on that model.',
  }),
  task: optionalGroup({
    file: required({
      type: path(),
      meaning: 'Prompts and answers (CSV, or a relation of LRE as JSON); see own-task.md.',
    }),
    answers: leaf({
      type: choice(ANSWERS_AS),
      default: 'words',
      meaning:
        'How answers, foils and accepted words of the task and of `transfer.tasks` are written: `words`, without the space that stands before them; `exact`, as the exact text of their token, a leading space included where there is one.',
    }),
  }),
  labels: optionalGroup({
    file: optional({
      type: path(),
      meaning:
        'Labels of features (CSV: feature_id, label, or an export of Neuronpedia), shown in the report. With several dictionaries they are those of the first.',
    }),
    online: optional({
      type: flag(),
      meaning:
        'Ask Neuronpedia, once a run, for explanations of features that the file does not name. Without an answer they are named by tokens.',
    }),
  }),
  corpus: optionalGroup({
    file: required({
      type: path(),
      meaning: 'Generic text, for the largest activation of a feature outside the task.',
    }),
  }),
});
