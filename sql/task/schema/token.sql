-- The tokens of every prompt. Position 0 is BOS where one was prepended.
CREATE TABLE token (
  prompt_id INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  token_id INTEGER NOT NULL CHECK (token_id >= 0),
  token VARCHAR NOT NULL, -- decoded text of this token alone
  PRIMARY KEY (prompt_id, position)
);
