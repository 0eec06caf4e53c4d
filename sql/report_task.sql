-- Baseline over all prompts, and over those answered at rank 0: means with the middle 80 %.
with part as (
  select 'all prompts' as prompts, * exclude (prompt_id) from prompt
  union all
  select 'answered at rank 0' as prompts, * exclude (prompt_id) from prompt where answer_rank = 0
)
select
  prompts,
  count(*)::integer as n,
  median(answer_rank)::double as median_rank,
  avg(answer_prob) as answer_prob,
  quantile_cont(answer_prob, 0.1) as answer_prob_low,
  quantile_cont(answer_prob, 0.9) as answer_prob_high,
  avg(answer_logit) as answer_logit,
  quantile_cont(answer_logit, 0.1) as answer_logit_low,
  quantile_cont(answer_logit, 0.9) as answer_logit_high,
  avg(logit_diff) as logit_diff,
  quantile_cont(logit_diff, 0.1) as logit_diff_low,
  quantile_cont(logit_diff, 0.9) as logit_diff_high,
  avg(top10_entropy) as top10_entropy,
  quantile_cont(top10_entropy, 0.1) as top10_entropy_low,
  quantile_cont(top10_entropy, 0.9) as top10_entropy_high
from part
group by prompts
order by prompts
