-- Mean size of a selected feature's attribution at each position, over all prompts (an inactive position counts as 0), in logits.
with total as (select count(*)::double as prompts from prompt),
selected as (select feature_id from feature where selected)
select attribution.feature_id, attribution.position, sum(abs(attribution.attribution)) / any_value(total.prompts) as value
from attribution
join selected on selected.feature_id = attribution.feature_id
cross join total
group by attribution.feature_id, attribution.position
order by attribution.feature_id, attribution.position
