-- What answers under way may charge, until their outcome tells what they did.
CREATE TABLE reservations (
  audit TEXT PRIMARY KEY, -- the decision entry
  partner TEXT NOT NULL,
  charges TEXT NOT NULL, -- JSON [{"meter","window","persons"}]
  at BIGINT NOT NULL,
  void BIGINT NOT NULL -- 1: given back; kept until the service has been told that nobody has paid under it
);
CREATE INDEX reservations_void ON reservations (partner) WHERE void = 1;

-- One at a time: who has been marked by an answer that may yet be lost must not count as paid for another.
CREATE UNIQUE INDEX reservations_open ON reservations (partner) WHERE void = 0;

-- The case that a session of operation subject belongs to.
CREATE TABLE subject_cases (
  session TEXT PRIMARY KEY,
  case_number TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX subject_cases_expiry ON subject_cases (expires_at);

-- How far what services tell of is in the audit log, by feed.
CREATE TABLE feeds (
  name TEXT PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO feeds (name, seq) VALUES ('destructions', 0);
