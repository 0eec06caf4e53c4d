-- Copies among the selected features: two are copies where |cosine| of what they write is at least 0.9 or |r| of their values over prompts at least 0.99, a unit is a group in which every pair is, and counts once in every n_units. Empty where the features are too many to compare in pairs (correlation.most_pairs).
CREATE TABLE unit (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0),
  unit INTEGER NOT NULL CHECK (unit >= 0 AND unit <= feature_id), -- its smallest feature_id
  size INTEGER NOT NULL CHECK (size >= 1),                        -- features of the unit
  least_cosine DOUBLE CHECK (least_cosine >= 0 AND least_cosine <= 1), -- smallest |cosine| of two of them; null for a unit of one
  least_r DOUBLE CHECK (least_r >= 0 AND least_r <= 1),                -- smallest |r| of two of them, 0 where values do not vary; null for a unit of one
  CHECK ((size = 1) = (least_cosine IS NULL)),
  CHECK ((size = 1) = (least_r IS NULL)),
  CHECK (size <> 2 OR least_cosine >= 0.9 OR least_r >= 0.99)
);
