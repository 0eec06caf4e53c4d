-- Tokens that each selected feature's direction raises and lowers most.
select feature_id, direction, rank, token, weight
from promoted_token
order by feature_id, direction, rank
