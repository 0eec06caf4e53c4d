-- Attribution of a sample of prompts and features by four methods, at the positions that the study counts: by the gradient, by integrated gradients from no features and from mean codes, and by exact removal.
CREATE TABLE attribution_check (
  prompt_id INTEGER NOT NULL,
  feature_id INTEGER NOT NULL,
  sample VARCHAR NOT NULL CHECK (sample IN ('top', 'random')), -- a feature of largest mean |attribution|, or a seeded draw of the others
  gradient DOUBLE NOT NULL CHECK (isfinite(gradient)),         -- f·(d·g), summed over the positions, logits
  centred DOUBLE NOT NULL CHECK (isfinite(centred)),           -- (f − f̄)·(d·g), f̄ the mean code of the place in the prompt: 0 for a code that does not vary, logits
  integrated_gradients DOUBLE NOT NULL CHECK (isfinite(integrated_gradients)), -- f·(d·ḡ), ḡ the mean gradient of the path from no features to all, logits
  integrated_from_means DOUBLE NOT NULL CHECK (isfinite(integrated_from_means)), -- (f − f̄)·(d·ḡ), f̄ the mean code of the place in the prompt, ḡ of the path from all features at their means, the error kept, logits
  exact DOUBLE NOT NULL CHECK (isfinite(exact)),               -- fall of the contrast when what the feature writes there is taken out, logits
  worst INTEGER NOT NULL CHECK (worst >= 1),                   -- place by |gradient - exact|: 1 is the furthest off
  PRIMARY KEY (prompt_id, feature_id)
);
