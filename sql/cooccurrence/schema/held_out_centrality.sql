-- Unweighted centralities, and abs_corr_activation, in the network that the first half of the prompts finds alone, to be asked of importance on the second half, beside those in the second half's own network.
CREATE TABLE held_out_centrality (
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  feature_id INTEGER NOT NULL,
  measure VARCHAR NOT NULL,
  value DOUBLE NOT NULL CHECK (isfinite(value)),               -- of the first half
  second_value DOUBLE CHECK (second_value IS NULL OR isfinite(second_value)), -- of the second; NULL where the feature has no correlation there
  PRIMARY KEY (split, feature_id, measure)
);
