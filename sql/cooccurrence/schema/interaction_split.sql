-- H4 in every split of the prompts: pairs within minus pairs between the clusters that the first half finds, on the prompts of the second.
CREATE TABLE interaction_split (
  measure VARCHAR NOT NULL CHECK (measure IN ('magnitude_excess', 'stratum_excess')), -- as in interaction_summary
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  held_out DOUBLE CHECK (held_out IS NULL OR isfinite(held_out)), -- logits
  p DOUBLE CHECK (p > 0 AND p <= 1),                              -- those clusters' labels permuted over features 9,999 times, one-sided, +1 correction
  reason VARCHAR,                                                 -- why there is no p
  PRIMARY KEY (measure, split),
  CHECK (held_out IS NOT NULL OR p IS NULL),
  CHECK ((p IS NULL) = (reason IS NOT NULL))
);
