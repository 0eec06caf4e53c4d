-- What each selected feature is called: by the study's labels file, else by Neuronpedia where the study asks it, else by the tokens it promotes most.
CREATE TABLE label (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0),
  label VARCHAR NOT NULL CHECK (label <> ''),
  source VARCHAR NOT NULL CHECK (source IN ('file', 'neuronpedia', 'tokens')),
  link VARCHAR -- the feature's page on Neuronpedia, where the SAE's metadata names its set there
);
