-- Share of each part in the summed sizes, over all prompts and positions.
select
  sum(abs(features)) / sum(abs(features) + abs(bias) + abs(error)) as features,
  sum(abs(bias)) / sum(abs(features) + abs(bias) + abs(error)) as bias,
  sum(abs(error)) / sum(abs(features) + abs(bias) + abs(error)) as error
from ledger
