-- Groups of features that are hardly distinguishable over the prompts, each explained.
select collinear_group, feature_ids, least_r, position, largest_cv, least_cosine, sentence
from collinear_group
order by collinear_group
