-- Damage of a set against the mean |r| of its pairs, over the sets that add the features' own directions, by dose and size.
CREATE TABLE steering_correlation (
  mode VARCHAR NOT NULL,
  scaling VARCHAR NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 2),
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  outcome VARCHAR NOT NULL,                -- as in steering_summary
  sets INTEGER NOT NULL CHECK (sets >= 5), -- whose pairs all have a correlation
  slope DOUBLE NOT NULL CHECK (isfinite(slope)),   -- damage per unit of mean |r|
  low DOUBLE CHECK (low IS NULL OR isfinite(low)), -- 95 % interval of slope, bootstrap over sets and prompts
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  spearman DOUBLE NOT NULL CHECK (spearman BETWEEN -1.000001 AND 1.000001),
  p DOUBLE NOT NULL CHECK (p > 0 AND p <= 1),                   -- of spearman, features permuted over |r|, two-sided, +1 correction
  p_greater DOUBLE NOT NULL CHECK (p_greater > 0 AND p_greater <= 1), -- of a positive one
  permutations INTEGER NOT NULL CHECK (permutations >= 0),
  PRIMARY KEY (mode, scaling, size, factor, outcome),
  CHECK (low IS NULL OR low <= high)
);
