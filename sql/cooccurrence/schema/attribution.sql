-- Active features (code above zero) per prompt and position. attribution = activation × projection for method `gradient`.
CREATE TABLE attribution (
  prompt_id INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  feature_id INTEGER NOT NULL CHECK (feature_id >= 0),
  activation FLOAT NOT NULL CHECK (activation > 0 AND isfinite(activation)), -- the SAE's code f
  projection FLOAT NOT NULL CHECK (isfinite(projection)),                     -- logits per unit of activation, d·g
  attribution FLOAT NOT NULL CHECK (isfinite(attribution)),                   -- logits
  PRIMARY KEY (prompt_id, position, feature_id)
);
