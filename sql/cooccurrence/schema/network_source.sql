-- Networks of the selected features from other things than attributions, with as many edges, and what their clusters do on held-out prompts: what attribution adds.
CREATE TABLE network_source (
  source VARCHAR PRIMARY KEY CHECK (source IN ('attribution', 'activation', 'generic')), -- activation: codes on the task; generic: codes over the positions of pieces of the generic text
  n INTEGER NOT NULL CHECK (n >= 1),              -- features
  n_units INTEGER CHECK (n_units >= 1),           -- copies counted once; null where units are not made
  edges INTEGER CHECK (edges >= 0),               -- fewer than those of attribution only where fewer pairs vary
  clusters INTEGER CHECK (clusters >= 0),         -- kept
  modularity DOUBLE CHECK (isfinite(modularity)), -- null without an edge
  ami DOUBLE CHECK (isfinite(ami) AND ami <= 1.000001), -- adjusted mutual information with the clusters of attribution, all features
  selectivity DOUBLE CHECK (isfinite(selectivity)), -- mean over the clusters that the first half finds, taken out of held-out prompts, logits
  reason VARCHAR,                                 -- why there is no network, or no selectivity
  CHECK ((clusters IS NULL) = (edges IS NULL) AND (ami IS NULL) = (edges IS NULL)),
  CHECK (modularity IS NULL OR edges > 0),
  CHECK ((selectivity IS NULL) = (reason IS NOT NULL))
);
