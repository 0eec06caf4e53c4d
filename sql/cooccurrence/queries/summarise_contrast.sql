-- The contrast of every prompt as the model gives it.
SELECT prompt_id, logit_diff FROM prompt ORDER BY prompt_id
