-- One row of headline counts. Anything not computed yet is 0 or null.
with kept as (select feature_id, cluster from cluster where algorithm = $algorithm and kept)
select
  (select count(*) from prompt)::integer as prompts,
  (select count(*) from prompt where answer_rank = 0)::integer as prompts_rank0,
  (select avg(answer_prob) from prompt) as mean_answer_prob,
  (select count(distinct answer) from prompt)::integer as answers,
  (select count(distinct template) from prompt)::integer as templates,
  (select count(*) from feature)::integer as features_seen,
  (select count(*) from feature where selected)::integer as features,
  coalesce((select pairs from correlation_scope), 0)::integer as pairs,
  (select sum(abs_r) from correlation_sum) / 2 / (select pairs from correlation_scope where pairs > 0) as mean_abs_r,
  (select count(*) from edge)::integer as edges,
  (select count(*) from edge where r < 0)::integer as negative_edges,
  (select max(size) from component)::integer as giant,
  (select count(distinct component) from component where size > 1)::integer as components,
  (select count(distinct cluster) from kept)::integer as clusters,
  (select count(*) from kept)::integer as features_kept,
  (select count(*) from steering_set)::integer as sets,
  (select count(*) from steering)::integer as steered
