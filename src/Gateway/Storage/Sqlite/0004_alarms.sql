-- What data-protection officers should look at. number: the order in which alarms were raised, from 1.
CREATE TABLE alarms (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,      -- also that of the audit entry that says it was raised
  dedupe TEXT NOT NULL UNIQUE,  -- what is raised once
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  organisation TEXT NOT NULL,   -- whose use it is about
  agreement TEXT,
  datasets TEXT NOT NULL,       -- JSON [ids]
  detail TEXT NOT NULL,         -- JSON, numbers and names of machines; no personal data
  entries TEXT NOT NULL,        -- JSON [ids] of the audit entries it is about
  state TEXT NOT NULL,          -- open | closed
  verdict TEXT,                 -- fair | follow-up
  note TEXT,
  closed_by TEXT,
  closed_at INTEGER,
  closed_entry TEXT             -- the decision entry of the closing: a retry has the same
);
CREATE TABLE alarm_datasets (
  dataset TEXT NOT NULL,
  alarm INTEGER NOT NULL,
  PRIMARY KEY (dataset, alarm)
);

-- How far the audit log has been looked at, and for which day and agreements what no entry tells: one row for all replicas.
CREATE TABLE alarm_cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  done TEXT NOT NULL
);
INSERT INTO alarm_cursor (id, seq, done) VALUES (1, 0, '');

-- Checks that were answered: what later ones are compared with.
CREATE TABLE alarm_checks (
  session TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  agreement TEXT NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,            -- WIB
  persons INTEGER NOT NULL,
  matched INTEGER NOT NULL,
  audit TEXT NOT NULL,          -- the receipt
  sketch BLOB                   -- of the whole list; gone after Alarms:SimilarityDays
);
CREATE INDEX alarm_checks_of ON alarm_checks (organisation, at);
CREATE INDEX alarm_checks_at ON alarm_checks (at);

-- Sketches of parts, until their check is answered.
CREATE TABLE alarm_parts (
  session TEXT NOT NULL,
  part INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sketch BLOB NOT NULL,
  PRIMARY KEY (session, part)
);
CREATE INDEX alarm_parts_at ON alarm_parts (at);
CREATE TABLE alarm_sketch_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sealed BLOB NOT NULL          -- under the service's key ring
);

-- Refusals without anything allowed in between.
CREATE TABLE alarm_refusals (
  organisation TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  count INTEGER NOT NULL,
  entries TEXT NOT NULL         -- JSON [ids], the first ones
);

-- When a key was used last; people are told apart, since they have none.
CREATE TABLE alarm_keys (
  client TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  is_person INTEGER NOT NULL
);
