-- States that questions are answered from: which committed uploads were visible, and as of when each dataset was.
CREATE TABLE snapshots (
  key INTEGER PRIMARY KEY,
  taken_at INTEGER NOT NULL
);

CREATE TABLE snapshot_uploads (
  snapshot INTEGER NOT NULL REFERENCES snapshots (key),
  dataset INTEGER NOT NULL REFERENCES datasets (key),
  upload INTEGER NOT NULL REFERENCES uploads (key),
  as_of TEXT,
  PRIMARY KEY (snapshot, upload)
);
CREATE INDEX snapshot_uploads_upload ON snapshot_uploads (upload);
CREATE INDEX snapshot_uploads_dataset ON snapshot_uploads (dataset);

-- Answers that noise was drawn for: a question that is asked again gets the same noise.
CREATE TABLE noised_answers (
  question TEXT PRIMARY KEY, -- SHA-256 of the canonical question over the uploads it rests on
  drawn_at INTEGER NOT NULL,
  content BLOB NOT NULL
);

-- Epsilon spent on a dataset in a year (WIB), in hundredths.
CREATE TABLE noise_spent (
  dataset INTEGER NOT NULL REFERENCES datasets (key),
  year INTEGER NOT NULL,
  hundredths INTEGER NOT NULL,
  PRIMARY KEY (dataset, year)
);
