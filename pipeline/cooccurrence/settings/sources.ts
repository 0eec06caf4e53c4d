/** Settings of the networks that stand beside the one of attributions. */
import { group, leaf } from '../../../src/run/study/leaf.ts';
import { choice, list } from '../../../src/run/study/types.ts';
import { OTHER_SOURCES } from '../kernels/source/other-sources.ts';

export const sources = group({
  networks: leaf({
    type: list(choice(OTHER_SOURCES)),
    'seed-exact': [], // the study has none
    recommended: [...OTHER_SOURCES],
    meaning:
      'Networks of the same features with as many edges, beside the one of attributions: of their codes on the task (`activation`) and of their codes on the generic text (`generic`), clusters of which are taken out of held-out prompts too.',
  }),
});
