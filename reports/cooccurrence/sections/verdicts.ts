/** First in the report: what was asked and found, then every claim of the analysis. */
import { note } from '../../section.ts';
import { verdictSection } from '../../verdicts.ts';
import { readable } from './nulls/statistic-names.ts';
import { glance } from './verdicts/glance.ts';
import { bracketsOf, smallestOfInterest } from './verdicts/scale.ts';

export const verdicts = verdictSection({
  topics: {
    H1: 'distinct groups',
    H2: 'damage together',
    H3: 'central is important',
    H4: 'working together',
  },
  lead: glance,
  caution: note(
    'plain',
    'An attribution is the first-order effect of a feature on the answer. Features whose attributions rise and fall together over prompts need not work together in the model: they all share one gradient. That is what the nulls are for.',
  ),
  findings:
    'The estimate is what the study’s own statistic has beyond the median of the null, in brackets beyond the middle 95 % of the null; a correlation of damage with a centrality stands as it is with its 95 % interval.',
  bracketsOf,
  smallestOfInterest,
  // The name of a metric in a claim is that of its column.
  inWords: (claim) => claim.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, readable),
});
