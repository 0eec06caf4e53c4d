-- The run's own checks of identities that must hold (ledger closes, splice changes nothing, 1·g = 0), each with its worst place.
CREATE TABLE identity (
  "check" VARCHAR PRIMARY KEY,
  worst DOUBLE NOT NULL CHECK (isfinite(worst) AND worst >= 0), -- largest deviation, relative to the scale the check names
  prompt_id INTEGER,                                            -- where the worst deviation is, when it has a place
  position INTEGER,
  tolerance DOUBLE NOT NULL CHECK (isfinite(tolerance) AND tolerance > 0),
  passed BOOLEAN NOT NULL CHECK (passed = (worst <= tolerance))
);
