-- How far the network of another dictionary of the study is the same one: its features matched with those of the first, their clusters and centralities compared.
CREATE TABLE replication (
  dictionary VARCHAR NOT NULL,      -- the other dictionary
  "by" VARCHAR NOT NULL CHECK ("by" IN ('cosine', 'activation')), -- what a feature's partner is most alike in: the direction it writes, or its code over all tokens
  statistic VARCHAR NOT NULL,       -- match (mean likeness of partners), ari (adjusted Rand index of the clusters), r:<measure> (correlation of a centrality)
  n INTEGER NOT NULL CHECK (n >= 0), -- features that are matched
  n_units INTEGER CHECK (n_units BETWEEN 0 AND n), -- copies counted once; NULL where units are not made
  value DOUBLE CHECK (value IS NULL OR isfinite(value)),
  random_mean DOUBLE CHECK (random_mean IS NULL OR isfinite(random_mean)), -- over matchings that deal the partners at random
  random_sd DOUBLE CHECK (random_sd IS NULL OR (random_sd >= 0 AND isfinite(random_sd))),
  p DOUBLE CHECK (p IS NULL OR (p > 0 AND p <= 1)), -- share of random matchings with as large a value
  reason VARCHAR,                   -- why there is no value, or no p
  PRIMARY KEY (dictionary, "by", statistic),
  CHECK (value IS NOT NULL OR reason IS NOT NULL),
  CHECK (value IS NULL OR (p IS NULL) = (reason IS NOT NULL))
);
