-- Total effects of removing one feature against those with parts of later layers held. Against attention a slope below 1 is self-repair. Holding norms turns a radial change into a fictitious effect, since every norm divides such a change out again: slopes on norms and frozen say how radial the change is, not what is repaired.
CREATE TABLE self_repair (
  against VARCHAR NOT NULL CHECK (against IN ('attention', 'norms', 'both-tangential', 'frozen', 'direct')), -- columns of direct_effect; both-tangential is its tangential
  scope VARCHAR NOT NULL,                               -- all, or cluster N
  features INTEGER NOT NULL CHECK (features >= 1),
  n_units INTEGER CHECK (n_units BETWEEN 1 AND features), -- copies counted once; null where the features are too many to compare in pairs
  slope DOUBLE NOT NULL CHECK (isfinite(slope)),        -- of total on the other effect over features and prompts, least squares through the origin
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),      -- 95 % interval, bootstrap over features and prompts
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  weakened DOUBLE NOT NULL CHECK (weakened BETWEEN 0 AND 1), -- share of features whose mean total effect is the smaller in size
  radial_share DOUBLE CHECK (radial_share BETWEEN 0 AND 1.000001), -- Σ‖(v·x̂)x̂‖² / Σ‖v‖² of what is removed, v, over positions; x̂ the unit vector of what later layers read of the residual; median over features and prompts of the scope, null where nothing is removed
  status VARCHAR NOT NULL CHECK (status IN ('smaller', 'larger', 'undecided')), -- interval below 1 (against attention: self-repair), above 1, neither
  PRIMARY KEY (against, scope),
  CHECK (low IS NULL OR low <= high)
);
