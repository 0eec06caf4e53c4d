-- Baseline of every prompt.
select prompt_id, text, answer, foil, stratum, template, n_tokens, answer_rank, answer_prob, answer_logit, logit_diff, top10_entropy
from prompt
order by prompt_id
