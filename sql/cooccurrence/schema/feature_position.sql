-- Position profile of each selected feature: where it is active and where its attribution lies.
CREATE TABLE feature_position (
  feature_id INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  prompts INTEGER NOT NULL CHECK (prompts >= 1),                                 -- prompts on which it is active there
  mean_activation DOUBLE NOT NULL CHECK (mean_activation > 0 AND isfinite(mean_activation)), -- over those prompts
  share DOUBLE NOT NULL CHECK (share >= 0 AND share <= 1.000001),                -- of its summed |attribution| over all positions
  PRIMARY KEY (feature_id, position)
);
