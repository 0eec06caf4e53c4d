-- Completeness of integrated gradients from the mean codes on the checked prompts, logits: what they sum to over all features and positions is what the contrast has more than with every feature at the mean of its place, the dictionary's error kept.
CREATE TABLE attribution_path (
  prompt_id INTEGER PRIMARY KEY,
  contrast DOUBLE NOT NULL CHECK (isfinite(contrast)),     -- m
  reference DOUBLE NOT NULL CHECK (isfinite(reference)),   -- m with every feature at its mean
  integrated DOUBLE NOT NULL CHECK (isfinite(integrated)), -- Σ (x − x₀)·ḡ
  error DOUBLE NOT NULL CHECK (isfinite(error)),           -- integrated − (contrast − reference), of the midpoint rule
  CHECK (abs(error - (integrated - (contrast - reference))) <= 0.000000001 * (1 + abs(integrated)))
);
