-- The ways of splitting the prompts into halves, with the reason where one cannot be made and what cannot be concluded then.
CREATE TABLE held_out_split (
  split VARCHAR PRIMARY KEY CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  groups INTEGER NOT NULL CHECK (groups >= 1),         -- answer strata, or templates, of the task
  first_prompts INTEGER CHECK (first_prompts >= 1),    -- prompts that find
  second_prompts INTEGER CHECK (second_prompts >= 1),  -- prompts that are asked
  reason VARCHAR,
  CHECK ((first_prompts IS NULL) = (reason IS NOT NULL)),
  CHECK ((first_prompts IS NULL) = (second_prompts IS NULL))
);
