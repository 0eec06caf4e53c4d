-- Share of each part in the summed sizes, over all prompts and positions.
SELECT
  sum(abs(features)) / sum(abs(features) + abs(bias) + abs(error)) AS features,
  sum(abs(bias)) / sum(abs(features) + abs(bias) + abs(error)) AS bias,
  sum(abs(error)) / sum(abs(features) + abs(bias) + abs(error)) AS error
FROM ledger
