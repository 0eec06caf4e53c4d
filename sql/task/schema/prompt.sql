-- One row per task prompt, in file order. The foil token is null unless one foil word stands against the answer.
CREATE TABLE prompt (
  prompt_id INTEGER PRIMARY KEY CHECK (prompt_id >= 0), -- 0, 1, … in file order
  text VARCHAR NOT NULL,
  answer VARCHAR NOT NULL,                              -- the word, without its leading space
  answer_token INTEGER NOT NULL CHECK (answer_token >= 0),
  foil VARCHAR,
  foil_token INTEGER CHECK (foil_token >= 0),
  stratum VARCHAR NOT NULL,                             -- the answer unless the task names one
  template VARCHAR NOT NULL,
  subject VARCHAR,
  accepted VARCHAR[],                                   -- words that count as right, the answer first
  accepted_tokens INTEGER[],                            -- their tokens, in the same order
  n_tokens INTEGER NOT NULL CHECK (n_tokens >= 1),      -- BOS included
  logit_diff DOUBLE NOT NULL CHECK (isfinite(logit_diff)),     -- the contrast m, logits
  answer_logit DOUBLE NOT NULL CHECK (isfinite(answer_logit)), -- logits
  answer_log_prob DOUBLE CHECK (answer_log_prob <= 0.000001), -- nats, of the answer itself
  answer_prob DOUBLE NOT NULL CHECK (answer_prob >= 0 AND answer_prob <= 1.000001), -- sum over accepted words
  answer_rank INTEGER NOT NULL CHECK (answer_rank >= 0),       -- 0 is the top
  top10_entropy DOUBLE NOT NULL CHECK (top10_entropy >= 0 AND isfinite(top10_entropy)), -- nats
  CHECK (foil_token IS NULL OR foil IS NOT NULL),
  CHECK (len(accepted_tokens) = len(accepted) AND accepted_tokens[1] = answer_token)
);
