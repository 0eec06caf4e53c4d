-- What each selected feature is called: by the study's labels file, else by Neuronpedia where the study asks it, else from tables: the answer it speaks for, the token it fires on, or the tokens it promotes most over those it suppresses most. Copies that are one node are called as the strongest of them, with their number.
CREATE TABLE label (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0),
  label VARCHAR NOT NULL CHECK (label <> ''),
  source VARCHAR NOT NULL CHECK (source IN ('file', 'neuronpedia', 'answer', 'token', 'promoted')),
  share DOUBLE CHECK (share >= 0 AND share <= 1.000001), -- answer: recall, prompts with the answer among as many of the feature's largest values; token: of its mass Σ f; null for others
  link VARCHAR, -- the feature's page on Neuronpedia, where the SAE's metadata names its set there
  CHECK ((source IN ('answer', 'token')) = (share IS NOT NULL))
);
