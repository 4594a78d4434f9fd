-- One epoch of pseudonym keys. Nothing here opens without the key ring, which lies outside the database.
CREATE TABLE epochs (
  epoch TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  wrapped_key BYTEA NOT NULL,     -- the epoch key, under Data Protection
  sealed_pair_key BYTEA NOT NULL, -- AES-256-GCM under the epoch key
  not_before BIGINT NOT NULL,
  exported_at BIGINT            -- when the pairing was handed out last
);
CREATE UNIQUE INDEX epochs_one_current ON epochs (state) WHERE state = 'current';

CREATE TABLE master_keys (
  epoch TEXT NOT NULL REFERENCES epochs (epoch),
  kind TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  sealed_scalar BYTEA NOT NULL,   -- AES-256-GCM under the epoch key
  evaluations BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (epoch, kind)
);

CREATE TABLE statement_key (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  wrapped_key BYTEA NOT NULL      -- PKCS#8, under Data Protection
);

-- Checks and uploads, from the first decision that names them until they expire.
CREATE TABLE sessions (
  session TEXT NOT NULL PRIMARY KEY,
  partner TEXT NOT NULL,
  operation TEXT NOT NULL,
  kind TEXT NOT NULL,
  persons BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  refusals BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE parts (
  session TEXT NOT NULL REFERENCES sessions (session) ON DELETE CASCADE,
  part BIGINT NOT NULL,
  digest BYTEA NOT NULL,
  PRIMARY KEY (session, part)
);

-- What counts on the ceilings. Never deleted: it is this operator's own record of who asked how much.
CREATE TABLE usage (
  day TEXT NOT NULL,             -- YYYY-MM-DD in WIB
  partner TEXT NOT NULL,
  elements BIGINT NOT NULL,     -- evaluated and refused, canaries apart
  refused BIGINT NOT NULL,      -- parts
  PRIMARY KEY (day, partner)
);
