-- What taking one feature out (mean ablation by slot, error kept) changes of another's attribution, for a sample of edges and for as many pairs without one, alike in size.
CREATE TABLE edge_effect (
  source INTEGER NOT NULL CHECK (source >= 0),     -- the feature that is taken out
  target INTEGER NOT NULL CHECK (target >= 0),     -- the feature whose attribution is looked at, its code kept
  pair INTEGER NOT NULL CHECK (pair >= 1),         -- an edge and the pair that it is held against have one number
  edge BOOLEAN NOT NULL,
  r DOUBLE CHECK (r >= -1 AND r <= 1),             -- null of a pair without an edge where those of such |r| are not stored
  prompts INTEGER NOT NULL CHECK (prompts >= 0),   -- on which the target has a value
  attribution DOUBLE CHECK (attribution >= 0 AND isfinite(attribution)), -- mean |f·(d·g)| of the target over them as it was, logits
  effect DOUBLE CHECK (isfinite(effect)),          -- mean change of f·(d·g) when g is taken again without the source, logits
  se DOUBLE CHECK (se >= 0 AND isfinite(se)),      -- of the mean, over prompts
  reason VARCHAR,                                  -- why there is no standard error
  PRIMARY KEY (source, target),
  UNIQUE (pair, edge),
  CHECK (source <> target),
  CHECK (r IS NOT NULL OR NOT edge),
  CHECK ((se IS NULL) = (reason IS NOT NULL)),
  CHECK ((effect IS NULL) = (prompts = 0) AND (attribution IS NULL) = (prompts = 0))
);
