-- Outcome of one set at one dose on one prompt, read at the last position. Sets of an arm may have met some of the prompts each (steering.prompts_per_set).
CREATE TABLE steering (
  set_id INTEGER NOT NULL,
  mode VARCHAR NOT NULL,   -- as the study says; global-scaled: factor in units of each feature's largest code on the generic text
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  scaling VARCHAR NOT NULL,
  prompt_id INTEGER NOT NULL,
  answer_prob DOUBLE NOT NULL CHECK (answer_prob >= 0 AND answer_prob <= 1.000001),
  logit_diff DOUBLE NOT NULL CHECK (isfinite(logit_diff)),     -- logits
  answer_rank INTEGER NOT NULL CHECK (answer_rank >= 0),
  top10_entropy DOUBLE NOT NULL CHECK (top10_entropy >= 0 AND isfinite(top10_entropy)), -- nats
  answer_log_prob DOUBLE NOT NULL CHECK (answer_log_prob <= 0.000001), -- nats, of the answer itself
  kl DOUBLE NOT NULL CHECK (kl >= 0 AND isfinite(kl)),         -- KL(baseline ‖ steered), nats
  delta_ratio DOUBLE NOT NULL CHECK (delta_ratio >= 0 AND isfinite(delta_ratio)), -- ‖Δ‖/‖x‖ over the positions changed, x centred
  delta_cosine DOUBLE CHECK (delta_cosine BETWEEN -1.000001 AND 1.000001),        -- cos(Δ, x); NULL where nothing was changed
  below_zero DOUBLE CHECK (below_zero BETWEEN 0 AND 1), -- share of changed codes that fell below zero; NULL where none was changed
  PRIMARY KEY (set_id, mode, factor, scaling, prompt_id)
);
