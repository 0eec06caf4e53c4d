-- Features that are hardly distinguishable over the prompts (|r| over 0.99, linked pair by pair), and why.
CREATE TABLE collinear_group (
  collinear_group INTEGER PRIMARY KEY CHECK (collinear_group >= 1), -- 1 is the largest; ties by smallest feature_id
  feature_ids INTEGER[] NOT NULL,
  least_r DOUBLE NOT NULL CHECK (least_r > 0.99 AND least_r <= 1),  -- smallest |r| of a linked pair
  position INTEGER CHECK (position >= 0),                            -- where all have their largest attribution; null where they differ
  largest_cv DOUBLE NOT NULL CHECK (largest_cv >= 0 AND isfinite(largest_cv)), -- of a code over prompts and positions
  least_cosine DOUBLE NOT NULL CHECK (least_cosine >= 0 AND least_cosine <= 1.000001), -- smallest |cosine| of decoder rows of a linked pair
  sentence VARCHAR NOT NULL
);
