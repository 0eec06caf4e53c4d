-- Connected components of the network; 1 is the largest, ties by smallest feature_id. Isolated features are components of size 1.
CREATE TABLE component (
  feature_id INTEGER PRIMARY KEY,
  component INTEGER NOT NULL CHECK (component >= 1),
  size INTEGER NOT NULL CHECK (size >= 1)
);
