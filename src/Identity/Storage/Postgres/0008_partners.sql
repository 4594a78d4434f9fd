-- Organisations on their way in, and what operators decided about them. One of the clients file has no row until something was.
CREATE TABLE partners (
  org TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('invited', 'waiting', 'active', 'suspended', 'revoked')),
  roles TEXT NOT NULL, -- separated by single spaces
  title TEXT,
  invited_by TEXT, -- the operator: a client id or a person's id
  invited_at BIGINT, -- ms since 1970, as all times here
  code_hash TEXT UNIQUE, -- SHA-256 of the one-time code, base64url; kept until it ends, so that a lost answer can be asked for again
  code_expires_at BIGINT,
  client_id TEXT UNIQUE,
  jwk TEXT, -- the key that waits
  thumbprint TEXT, -- RFC 7638
  enrolled_at BIGINT,
  approved_by TEXT,
  approved_at BIGINT,
  suspended_by TEXT,
  suspended_at BIGINT,
  reason TEXT,
  audit TEXT -- the decision of the last act: a retry of it is known by that
);
-- Keys that were replaced or revoked; none comes back, for whomever.
CREATE TABLE retired_keys (
  thumbprint TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  jwk TEXT NOT NULL,
  retired_at BIGINT NOT NULL
);
CREATE INDEX retired_keys_client ON retired_keys (client_id);
-- The Gateway's decision entry, when an account was acted on through it.
ALTER TABLE account_events ADD COLUMN audit TEXT;
