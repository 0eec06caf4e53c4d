-- Attribution of every selected feature on every prompt, in logits, after the positions rule.
SELECT prompt_id, feature_id, value
FROM prompt_feature
ORDER BY feature_id, prompt_id
