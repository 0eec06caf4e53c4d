-- What taking a kept cluster out (mean ablation by slot, error kept) costs elsewhere: on prompts of another wording, of other subjects, and on generic text, beside the task itself.
CREATE TABLE cluster_transfer (
  cluster INTEGER NOT NULL CHECK (cluster >= 1),
  target VARCHAR NOT NULL CHECK (target IN ('task', 'template', 'subjects', 'generic')), -- template: a file whose subjects are all of the task; subjects: one with others; generic: pieces of the study's text
  name VARCHAR NOT NULL,                             -- of the file
  prompts INTEGER NOT NULL CHECK (prompts >= 1),     -- or pieces of the text
  accuracy DOUBLE CHECK (accuracy >= 0 AND accuracy <= 1), -- share answered right with nothing taken out; null of generic text, which has no answer
  loss DOUBLE CHECK (isfinite(loss)),                -- mean contrast less that with the cluster out, logits; null of generic text
  low DOUBLE CHECK (isfinite(low)),                  -- 95 % interval: prompts drawn again
  high DOUBLE CHECK (isfinite(high)),
  kl DOUBLE NOT NULL CHECK (kl >= 0 AND isfinite(kl)), -- mean KL of the next token at the last position, as it was ‖ with the cluster out, nats
  ratio DOUBLE CHECK (ratio >= 0 AND isfinite(ratio)), -- KL on the task over KL here
  ratio_low DOUBLE CHECK (ratio_low >= 0 AND isfinite(ratio_low)), -- 95 % interval: prompts of both drawn again
  ratio_high DOUBLE CHECK (ratio_high >= 0 AND isfinite(ratio_high)), -- null where it has no bound
  reason VARCHAR,                                    -- why there is no ratio, or no upper bound
  PRIMARY KEY (cluster, target, name),
  CHECK ((loss IS NULL) = (target = 'generic') AND (accuracy IS NULL) = (target = 'generic')),
  CHECK ((low IS NULL) = (loss IS NULL) AND (high IS NULL) = (loss IS NULL)),
  CHECK ((ratio_high IS NULL) = (reason IS NOT NULL)),
  CHECK ((ratio_low IS NULL) = (ratio IS NULL) AND (ratio IS NOT NULL OR ratio_high IS NULL)),
  CHECK (low <= high AND ratio_low <= ratio_high)
);
