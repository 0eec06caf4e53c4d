-- What the first half of the prompts finds alone, measured on the second half, in every split; table null_statistic has nulls of it for the first split, both ways.
CREATE TABLE held_out_statistic (
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  statistic VARCHAR NOT NULL CHECK (statistic IN ('edge_replication', 'recovery', 'separation', 'cohesion')), -- share of edges found again, adjusted Rand index of the clusterings, and mean |r| within less between: clusters', communities'
  value DOUBLE CHECK (value IS NULL OR isfinite(value)),
  reason VARCHAR,
  PRIMARY KEY (split, statistic),
  CHECK ((value IS NULL) = (reason IS NOT NULL))
);
