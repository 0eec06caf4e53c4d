-- Which answers a kept cluster loads on: its mean attribution per stratum, in logits per feature and prompt.
select cluster.cluster, prompt.stratum, count(distinct prompt.prompt_id)::integer as prompts, avg(prompt_feature.value) as value
from prompt_feature
join cluster on cluster.feature_id = prompt_feature.feature_id and cluster.algorithm = $algorithm and cluster.kept
join prompt on prompt.prompt_id = prompt_feature.prompt_id
group by cluster.cluster, prompt.stratum
order by cluster.cluster, prompts desc, prompt.stratum
