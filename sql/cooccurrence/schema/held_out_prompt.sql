-- The halves of the prompts: the first half finds, the second half is asked whether it is there.
CREATE TABLE held_out_prompt (
  split VARCHAR NOT NULL CHECK (split IN ('strata', 'templates')),
  prompt_id INTEGER NOT NULL,
  half VARCHAR NOT NULL CHECK (half IN ('first', 'second')),
  PRIMARY KEY (split, prompt_id)
);
