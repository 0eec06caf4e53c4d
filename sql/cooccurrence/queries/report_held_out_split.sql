-- The two ways of holding prompts out, with the reason where one could not be.
SELECT split, groups, first_prompts, second_prompts, reason
FROM held_out_split
ORDER BY split
