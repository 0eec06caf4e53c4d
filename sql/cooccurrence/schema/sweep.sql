-- The network at other thresholds, same rule otherwise.
CREATE TABLE sweep (
  threshold DOUBLE PRIMARY KEY CHECK (threshold >= 0 AND threshold <= 1),
  edges INTEGER NOT NULL CHECK (edges >= 0),
  density DOUBLE NOT NULL CHECK (density >= 0 AND density <= 1),
  components INTEGER NOT NULL CHECK (components >= 0),
  giant INTEGER NOT NULL CHECK (giant >= 0),          -- features in the largest component
  modularity DOUBLE CHECK (modularity IS NULL OR isfinite(modularity)), -- null without edges
  ari DOUBLE CHECK (ari IS NULL OR (ari <= 1 AND isfinite(ari))), -- its greedy clusters against those of the study's network
  reason VARCHAR, -- why a network with edges was not clustered
  CHECK ((modularity IS NULL) = (edges = 0 OR reason IS NOT NULL)),
  CHECK ((ari IS NULL) = (modularity IS NULL))
);
