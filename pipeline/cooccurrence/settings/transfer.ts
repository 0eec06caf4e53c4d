/** Settings of the prompts and texts of other kinds that a cluster is taken out of. */
import { group, leaf } from '../../../src/run/study/leaf.ts';
import { flag, list, path } from '../../../src/run/study/types.ts';

export const transfer = group({
  tasks: leaf({
    type: list(path()),
    default: [],
    meaning:
      'Task files of another wording or of other subjects, with the columns of `task.file`: every kept cluster is taken out of their prompts too.',
  }),
  corpus: leaf({
    type: flag(),
    'seed-exact': false, // the study has none
    recommended: true,
    meaning: '`true`: and out of pieces of the generic text, where the study names one.',
  }),
});
