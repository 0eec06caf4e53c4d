-- Exact removal of each kept feature: its total effect beside those with later layers held, logits; positive is harm.
select feature_id, cluster, prompts, active, total, total_se, frozen, frozen_se, direct, direct_se
from direct_effect
order by feature_id
