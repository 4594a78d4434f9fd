-- One epoch of pseudonym keys. Nothing here opens without the key ring, which lies outside the database.
CREATE TABLE epochs (
  epoch TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  wrapped_key BLOB NOT NULL,     -- the epoch key, under Data Protection
  sealed_pair_key BLOB NOT NULL, -- AES-256-GCM under the epoch key
  not_before INTEGER NOT NULL,
  exported_at INTEGER            -- when the pairing was handed out last
);
CREATE UNIQUE INDEX epochs_one_current ON epochs (state) WHERE state = 'current';

CREATE TABLE master_keys (
  epoch TEXT NOT NULL REFERENCES epochs (epoch),
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  sealed_scalar BLOB NOT NULL,   -- AES-256-GCM under the epoch key
  evaluations INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (epoch, kind)
) WITHOUT ROWID;

CREATE TABLE statement_key (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  wrapped_key BLOB NOT NULL      -- PKCS#8, under Data Protection
);

-- Checks and uploads, from the first decision that names them until they expire.
CREATE TABLE sessions (
  session TEXT NOT NULL PRIMARY KEY,
  partner TEXT NOT NULL,
  operation TEXT NOT NULL,
  kind TEXT NOT NULL,
  persons INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  refusals INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE parts (
  session TEXT NOT NULL REFERENCES sessions (session) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (session, part)
) WITHOUT ROWID;

-- What counts on the ceilings. Never deleted: it is this operator's own record of who asked how much.
CREATE TABLE usage (
  day TEXT NOT NULL,             -- YYYY-MM-DD in WIB
  partner TEXT NOT NULL,
  elements INTEGER NOT NULL,     -- evaluated and refused, canaries apart
  refused INTEGER NOT NULL,      -- parts
  PRIMARY KEY (day, partner)
) WITHOUT ROWID;
