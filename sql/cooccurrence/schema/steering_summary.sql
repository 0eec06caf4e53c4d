-- Mean damage of the sets of one arm and size at one dose, over all of them (scope all) and over those of each cluster; positive means harm.
CREATE TABLE steering_summary (
  mode VARCHAR NOT NULL,
  arm VARCHAR NOT NULL,
  scope VARCHAR NOT NULL,   -- all, or cluster N
  cluster INTEGER CHECK (cluster >= 1), -- NULL for all
  size INTEGER NOT NULL CHECK (size >= 1),
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  scaling VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL, -- logit_diff, answer_prob, answer_log_prob: baseline minus steered; answer_rank, top10_entropy: steered minus baseline; kl
  sets INTEGER NOT NULL CHECK (sets >= 1),
  prompts INTEGER NOT NULL CHECK (prompts >= 1), -- that the sets met; each of them steering.prompts_per_set where that is not all
  damage DOUBLE NOT NULL CHECK (isfinite(damage)), -- in the outcome's unit
  low DOUBLE CHECK (low IS NULL OR isfinite(low)), -- 95 % interval, bootstrap over sets and prompts
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  sd DOUBLE CHECK (sd >= 0 AND isfinite(sd)),      -- of the sets' mean damages, prompts' common part taken out where sets met different ones; NULL with one set
  PRIMARY KEY (mode, arm, scope, size, factor, scaling, outcome),
  CHECK (low IS NULL OR low <= high)
);
