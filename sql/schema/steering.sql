-- Outcome of one set at one dose on one prompt, read at the last position.
CREATE TABLE steering (
  set_id INTEGER NOT NULL,
  mode VARCHAR NOT NULL,
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  scaling VARCHAR NOT NULL,
  prompt_id INTEGER NOT NULL,
  answer_prob DOUBLE NOT NULL CHECK (answer_prob >= 0 AND answer_prob <= 1.000001),
  logit_diff DOUBLE NOT NULL CHECK (isfinite(logit_diff)),     -- logits
  answer_rank INTEGER NOT NULL CHECK (answer_rank >= 0),
  top10_entropy DOUBLE NOT NULL CHECK (top10_entropy >= 0 AND isfinite(top10_entropy)), -- nats
  kl DOUBLE NOT NULL CHECK (isfinite(kl)),                     -- KL(baseline ‖ steered), nats; rounding may take it just below 0
  PRIMARY KEY (set_id, mode, factor, scaling, prompt_id)
);
