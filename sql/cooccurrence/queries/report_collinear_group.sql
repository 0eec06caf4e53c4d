-- Groups of features that are hardly distinguishable over the prompts, each explained.
SELECT collinear_group, feature_ids, least_r, position, largest_cv, least_cosine, sentence
FROM collinear_group
ORDER BY collinear_group
