-- Rank of each feature under a measure, with the interval that the middle 95 % of subsamples of the prompts span.
CREATE TABLE centrality_rank (
  feature_id INTEGER NOT NULL,
  measure VARCHAR NOT NULL,
  weighted BOOLEAN NOT NULL,
  rank DOUBLE NOT NULL CHECK (rank >= 1 AND isfinite(rank)), -- 1 is the largest value; ties at their mean rank
  low DOUBLE NOT NULL CHECK (low >= 1 AND isfinite(low)),
  high DOUBLE NOT NULL CHECK (high >= 1 AND isfinite(high)),
  PRIMARY KEY (measure, weighted, feature_id)
);
