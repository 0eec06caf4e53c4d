-- What the first-order contrast is made of at each position: mean size over prompts, in logits.
select
  position,
  count(*)::integer as prompts,
  avg(features) as features,
  avg(bias) as bias,
  avg(error) as error,
  avg(total) as total,
  avg(abs(features)) as abs_features,
  avg(abs(bias)) as abs_bias,
  avg(abs(error)) as abs_error
from ledger
group by position
order by position
