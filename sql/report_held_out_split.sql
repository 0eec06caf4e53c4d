-- The two ways of holding prompts out, with the reason where one could not be.
select split, groups, first_prompts, second_prompts, reason
from held_out_split
order by split
