-- Exact removal of each kept feature: its total effect beside those with parts of later layers held, logits; positive is harm.
SELECT feature_id, cluster, prompts, active, total, total_se, attention, attention_se, norms, norms_se, tangential, tangential_se, frozen,
  frozen_se, direct, direct_se
FROM direct_effect
ORDER BY feature_id
