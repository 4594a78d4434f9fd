-- Keys that sign access tokens. The private part is encrypted by the key ring.
CREATE TABLE signing_keys (
  kid TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- RFC 7638 thumbprint
  protected_key BYTEA NOT NULL,
  created_at TEXT NOT NULL
);
