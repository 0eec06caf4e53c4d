-- What the claims come to where something stands in for the model that has learnt nothing (`control`): the verdicts of a control study once more, under its name. Empty in other studies.
CREATE TABLE control (
  "control" VARCHAR NOT NULL CHECK ("control" IN ('shuffled-weights')),
  hypothesis VARCHAR NOT NULL,
  claim VARCHAR NOT NULL,
  estimate DOUBLE CHECK (estimate IS NULL OR isfinite(estimate)),
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)),
  status VARCHAR NOT NULL,
  reason VARCHAR,
  PRIMARY KEY ("control", hypothesis),
  CHECK (status = 'supported' OR reason IS NOT NULL)
);
