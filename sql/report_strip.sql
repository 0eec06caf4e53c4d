-- Attribution of every selected feature on every prompt, in logits, after the positions rule.
select prompt_id, feature_id, value
from prompt_feature
order by feature_id, prompt_id
