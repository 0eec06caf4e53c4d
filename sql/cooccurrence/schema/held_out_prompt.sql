-- The halves of the prompts: the first half finds, the second half is asked whether it is there. Within strata there are twenty: strata, strata 2 and so on, each even one the one before with its halves changed over.
CREATE TABLE held_out_prompt (
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  prompt_id INTEGER NOT NULL,
  half VARCHAR NOT NULL CHECK (half IN ('first', 'second')),
  PRIMARY KEY (split, prompt_id)
);
