-- The group of each feature of the network's first-half clusters, by each grouping; and of each coordinate of the references, which are no features: mean-differences, components, neurons.
CREATE TABLE grouping_member (
  "method" VARCHAR NOT NULL CHECK ("method" IN ('network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine', 'mean-differences', 'components', 'neurons')),
  split VARCHAR NOT NULL CHECK (split = 'strata'),
  feature_id INTEGER NOT NULL,                   -- of a reference: a neuron's number in its feed-forward, a component's place by variance, an answer's place, from 0
  cluster INTEGER NOT NULL CHECK (cluster >= 1), -- as many features as the network's cluster of that number; of mean-differences one direction
  PRIMARY KEY ("method", split, feature_id)
);
