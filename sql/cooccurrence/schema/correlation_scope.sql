-- How many pairs of features have a correlation, and which of them are in the table correlation. One row.
CREATE TABLE correlation_scope (
  features INTEGER PRIMARY KEY CHECK (features >= 0), -- that vary, so that they have correlations
  pairs INTEGER NOT NULL CHECK (pairs >= 0),       -- of them
  stored INTEGER NOT NULL CHECK (stored >= 0),
  stored_from DOUBLE NOT NULL CHECK (stored_from >= 0 AND stored_from <= 1), -- pairs with at least this |r| are stored; 0: all are
  q_exact DOUBLE NOT NULL CHECK (q_exact >= 0 AND q_exact <= 1), -- every stored q up to this is exact; one above may be too large, never below it; 1: all are exact
  CHECK (stored <= pairs)
);
