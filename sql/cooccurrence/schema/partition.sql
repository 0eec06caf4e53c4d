-- Every clustering that was computed, reference and repeats. Numbering as in `cluster`.
CREATE TABLE "partition" (
  algorithm VARCHAR NOT NULL,
  run INTEGER NOT NULL CHECK (run >= 0), -- 0 is the reference
  seed INTEGER NOT NULL,
  feature_id INTEGER NOT NULL,
  cluster INTEGER NOT NULL CHECK (cluster >= 1),
  PRIMARY KEY (algorithm, run, feature_id)
);
