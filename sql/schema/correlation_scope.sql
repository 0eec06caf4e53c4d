-- How many pairs of features have a correlation, and which of them are in the table correlation. One row.
CREATE TABLE correlation_scope (
  features INTEGER PRIMARY KEY CHECK (features >= 0), -- that vary, so that they have correlations
  pairs INTEGER NOT NULL CHECK (pairs >= 0),       -- of them
  stored INTEGER NOT NULL CHECK (stored >= 0),
  stored_from DOUBLE NOT NULL CHECK (stored_from >= 0 AND stored_from <= 1), -- pairs with at least this |r| are stored; 0: all are
  q_excess DOUBLE NOT NULL CHECK (q_excess >= 0 AND isfinite(q_excess)),     -- largest share by which a stored q may be too large; 0: none is
  CHECK (stored <= pairs)
);
