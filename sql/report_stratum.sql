-- Baseline by stratum, largest first; entropy in nats, logits in logits.
select
  stratum,
  count(*)::integer as prompts,
  avg((answer_rank = 0)::integer) as share_rank0,
  median(answer_rank)::double as median_rank,
  avg(answer_prob) as answer_prob,
  avg(answer_logit) as answer_logit,
  avg(logit_diff) as logit_diff,
  avg(top10_entropy) as top10_entropy
from prompt
group by stratum
order by prompts desc, stratum
