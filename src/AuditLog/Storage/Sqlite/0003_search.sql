-- What entries are found by: words such as 'org:csr-nusantara' or 'dataset:dinsos-pkh-2026', and the entries under each by time. Derived from the
-- entries, behind them by at most a second, and no part of the log: whoever verifies reads entries and leaves.
CREATE TABLE audit_words (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
);
CREATE TABLE audit_terms (
  word INTEGER NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (word, at, seq)
) WITHOUT ROWID;

-- The first place that is not found yet; entries from before this table are taken in from 0 on.
CREATE TABLE audit_indexed (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  next INTEGER NOT NULL
);
INSERT INTO audit_indexed (id, next) VALUES (1, 0);
