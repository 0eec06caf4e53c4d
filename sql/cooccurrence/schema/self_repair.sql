-- Total effects of removing one feature against those with later layers held: a slope below 1 is a sign that the rest of the model repairs what is lost.
CREATE TABLE self_repair (
  against VARCHAR NOT NULL CHECK (against IN ('frozen', 'direct')), -- columns of direct_effect
  scope VARCHAR NOT NULL,                               -- all, or cluster N
  features INTEGER NOT NULL CHECK (features >= 1),
  slope DOUBLE NOT NULL CHECK (isfinite(slope)),        -- of total on the other effect over features and prompts, least squares through the origin
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),      -- 95 % interval, bootstrap over features and prompts
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  weakened DOUBLE NOT NULL CHECK (weakened BETWEEN 0 AND 1), -- share of features whose mean total effect is the smaller in size
  status VARCHAR NOT NULL CHECK (status IN ('smaller', 'larger', 'undecided')), -- interval below 1 (against frozen: self-repair), above 1, neither
  PRIMARY KEY (against, scope),
  CHECK (low IS NULL OR low <= high)
);
