-- Epochs of pseudonym keys. The content is under an epoch key that lies outside the database.
CREATE TABLE epochs (
  key INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL, -- active | next
  content BLOB NOT NULL,
  imported_at INTEGER NOT NULL
);

-- Who may pair with this service: pinned at the first import.
CREATE TABLE pairing_signer (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  fingerprint TEXT NOT NULL
);

CREATE TABLE datasets (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL, -- aid | register
  unit TEXT NOT NULL, -- person | household
  basis TEXT NOT NULL,
  retain_until TEXT NOT NULL,
  programme TEXT,
  aid_type TEXT,
  year INTEGER,
  budget INTEGER,
  reference TEXT,
  state TEXT NOT NULL, -- open | closed
  as_of TEXT,
  rows INTEGER NOT NULL,
  audit TEXT NOT NULL, -- the entry that created it
  changes INTEGER NOT NULL -- written first by whoever changes what is visible, so that changes wait for one another
);
CREATE INDEX datasets_owner ON datasets (owner);

CREATE TABLE uploads (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  dataset INTEGER NOT NULL REFERENCES datasets (key),
  partner TEXT NOT NULL,
  mode TEXT NOT NULL, -- replace | append
  as_of TEXT NOT NULL,
  rows INTEGER NOT NULL,
  without_nik TEXT NOT NULL,
  quality TEXT NOT NULL,
  state TEXT NOT NULL, -- open | committed | superseded | ended
  receipt TEXT,
  dataset_rows INTEGER,
  expires_at INTEGER NOT NULL,
  cleaned INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX uploads_dataset ON uploads (dataset, state);

CREATE TABLE upload_parts (
  upload INTEGER NOT NULL REFERENCES uploads (key),
  part INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (upload, part)
) WITHOUT ROWID;

-- Visible while their upload is committed. Found by pseudonym, not by a join, so that the table can be divided by it.
CREATE TABLE records (
  pseudonym BLOB NOT NULL,
  upload INTEGER NOT NULL,
  seq INTEGER NOT NULL, -- row within the upload, from 0
  epoch INTEGER NOT NULL,
  element BLOB NOT NULL, -- canonical element, sealed
  aid_type TEXT, -- absent: the dataset's
  amount INTEGER,
  period TEXT,
  region TEXT,
  desil INTEGER,
  needs TEXT,
  delivered INTEGER NOT NULL,
  ref TEXT,
  PRIMARY KEY (pseudonym, upload, seq)
) WITHOUT ROWID;
CREATE INDEX records_upload ON records (upload);

CREATE TABLE checks (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  partner TEXT NOT NULL,
  kind TEXT NOT NULL,
  rows INTEGER NOT NULL,
  datasets TEXT NOT NULL,
  disclose TEXT NOT NULL,
  state TEXT NOT NULL, -- open | committed
  attempt TEXT, -- which spooled answer counts
  persons INTEGER,
  matched INTEGER,
  expires_at INTEGER NOT NULL,
  cleaned INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX checks_expiry ON checks (expires_at);

-- Pseudonyms as they came, 16 bytes each, until commit or expiry.
CREATE TABLE check_parts (
  check_key INTEGER NOT NULL REFERENCES checks (key),
  part INTEGER NOT NULL,
  digest TEXT NOT NULL,
  pseudonyms BLOB NOT NULL,
  PRIMARY KEY (check_key, part)
);

CREATE TABLE check_answers (
  check_key INTEGER NOT NULL REFERENCES checks (key),
  attempt TEXT NOT NULL,
  seq INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (check_key, attempt, seq)
);
