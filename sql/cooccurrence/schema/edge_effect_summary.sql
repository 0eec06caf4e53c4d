-- Whether edges have effects (table edge_effect) that pairs without one, alike in size, do not.
CREATE TABLE edge_effect_summary (
  statistic VARCHAR PRIMARY KEY CHECK (statistic IN ('share', 'large', 'size')), -- share: |effect| > 1.96 se; large: of these, |effect| of at least a tenth of the attribution; size: mean |effect| over the attribution
  pairs INTEGER NOT NULL CHECK (pairs >= 1),       -- an edge and its match, of which both have a standard error
  sources INTEGER NOT NULL CHECK (sources >= 1),   -- features taken out
  n_units INTEGER NOT NULL CHECK (n_units >= 1),   -- copies counted once
  edges DOUBLE NOT NULL CHECK (edges >= 0 AND isfinite(edges)), -- the statistic of edges
  non_edges DOUBLE NOT NULL CHECK (non_edges >= 0 AND isfinite(non_edges)), -- and of their matches
  difference DOUBLE NOT NULL CHECK (isfinite(difference)),
  low DOUBLE NOT NULL CHECK (isfinite(low)),       -- 2.5 % of bootstrap draws of the units
  high DOUBLE NOT NULL CHECK (isfinite(high)),     -- 97.5 %
  p DOUBLE CHECK (p > 0 AND p <= 1),               -- edges and matches exchanged, all of one unit at once; two-sided
  reason VARCHAR,                                  -- why there is no p
  CHECK ((p IS NULL) = (reason IS NOT NULL))
);
