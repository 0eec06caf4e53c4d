-- Selectivity of each grouping in every further split of the prompts.
SELECT "method", split, selectivity, difference, reason FROM grouping_split ORDER BY len(split), split, "method"
