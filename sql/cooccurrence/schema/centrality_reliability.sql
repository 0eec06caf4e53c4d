-- Whether a centrality is found again: that of one half of the prompts against that of the other, over the features of the kept clusters.
CREATE TABLE centrality_reliability (
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  measure VARCHAR NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),   -- features
  n_units INTEGER CHECK (n_units BETWEEN 1 AND n), -- copies counted once; null where the features are too many to compare in pairs
  r DOUBLE CHECK (r BETWEEN -1 AND 1), -- between the halves
  reliability DOUBLE CHECK (reliability BETWEEN 0 AND 1), -- of the whole by Spearman and Brown, 2r / (1 + r); 0 where r is not above 0
  reason VARCHAR,
  PRIMARY KEY (split, measure),
  CHECK ((r IS NULL) = (reliability IS NULL)),
  CHECK (r IS NOT NULL OR reason IS NOT NULL)
);
