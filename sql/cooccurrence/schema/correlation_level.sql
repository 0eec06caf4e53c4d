-- The network at thresholds below correlation_scope.stored_from, by sign and strictness of the study, counted while pairs were computed.
CREATE TABLE correlation_level (
  threshold DOUBLE PRIMARY KEY CHECK (threshold > 0 AND threshold <= 1),
  edges INTEGER NOT NULL CHECK (edges >= 0),
  components INTEGER NOT NULL CHECK (components >= 1),
  giant INTEGER NOT NULL CHECK (giant >= 1) -- features in the largest component
);
