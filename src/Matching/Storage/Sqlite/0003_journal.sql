-- A restricted record is kept and counts for nothing (UU 27/2022 art. 41).
ALTER TABLE records ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0;

-- Records of it that were destroyed at a person's request.
ALTER TABLE uploads ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;

-- Why a closed dataset is being destroyed, until that is told; and how many of its records are gone since.
ALTER TABLE datasets ADD COLUMN ending TEXT; -- retention | closed
ALTER TABLE datasets ADD COLUMN destroyed INTEGER NOT NULL DEFAULT 0;

-- Persons whose records in a dataset were erased or restricted: the same person uploaded again is restricted from the start.
CREATE TABLE restrictions (
  dataset INTEGER NOT NULL REFERENCES datasets (key),
  pseudonym BLOB NOT NULL,
  mode TEXT NOT NULL, -- erase | restrict
  case_number TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (dataset, pseudonym)
) WITHOUT ROWID;

-- Who asked about persons, when, and under which agreement: one row for a check, or for a page of duplicates that charged somebody.
CREATE TABLE inquiries (
  key INTEGER PRIMARY KEY,
  receipt TEXT NOT NULL UNIQUE, -- the audit entry
  partner TEXT NOT NULL,
  agreement TEXT NOT NULL,
  purpose TEXT NOT NULL,
  operation TEXT NOT NULL,
  kind TEXT NOT NULL,
  datasets TEXT NOT NULL, -- JSON [ids]: where it looked
  day TEXT NOT NULL, -- in WIB
  void INTEGER NOT NULL DEFAULT 0 -- 1: its charge was given back, and what it marked does not count
);
CREATE INDEX inquiries_day ON inquiries (day);

-- About whom: pseudonyms of 16 bytes one after the other, in order, divided by their first byte. A check of 10,000 writes 256 rows and not 10,000.
CREATE TABLE journal (
  bucket INTEGER NOT NULL,
  inquiry INTEGER NOT NULL REFERENCES inquiries (key),
  matched BLOB NOT NULL,
  others BLOB NOT NULL,
  PRIMARY KEY (bucket, inquiry)
) WITHOUT ROWID;
CREATE INDEX journal_inquiry ON journal (inquiry);

-- Persons about whom a partner has asked another's dataset outside of checks: charged once.
CREATE TABLE asked (
  partner TEXT NOT NULL,
  dataset INTEGER NOT NULL REFERENCES datasets (key),
  pseudonym BLOB NOT NULL,
  inquiry INTEGER NOT NULL REFERENCES inquiries (key),
  PRIMARY KEY (partner, dataset, pseudonym)
) WITHOUT ROWID;
CREATE INDEX asked_inquiry ON asked (inquiry);
CREATE INDEX asked_dataset ON asked (dataset);

-- Requests of data subjects, one person each.
CREATE TABLE subjects (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  partner TEXT NOT NULL,
  mode TEXT NOT NULL, -- access | erase | restrict
  case_number TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT, -- of the part
  pseudonym BLOB,
  answer BLOB, -- after commit, until the session ends
  expires_at INTEGER NOT NULL
);
CREATE INDEX subjects_expiry ON subjects (expires_at);

-- What was destroyed, for the audit log; numbers are never used twice.
CREATE TABLE destructions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE, -- the audit entry's
  at INTEGER NOT NULL, -- ms since 1970
  dataset TEXT NOT NULL,
  owner TEXT NOT NULL,
  reason TEXT NOT NULL, -- retention | closed | erased
  rows INTEGER NOT NULL,
  audit TEXT -- of the request that asked for it
);
