-- How well each cluster of the reference is found again in repeats (Hennig 2007).
CREATE TABLE cluster_stability (
  algorithm VARCHAR NOT NULL,
  source VARCHAR NOT NULL CHECK (source IN ('seed', 'subsample')),
  cluster INTEGER NOT NULL CHECK (cluster >= 1),
  jaccard DOUBLE NOT NULL CHECK (jaccard > 0 AND jaccard <= 1),          -- mean over repeats of the best Jaccard similarity
  recovered DOUBLE NOT NULL CHECK (recovered >= 0 AND recovered <= 1),  -- share of repeats where it is at least 0.75
  PRIMARY KEY (algorithm, source, cluster)
);
