-- What may be used once: decision, DPoP proof and client assertion ids, until they end.
CREATE TABLE replays (
  scope TEXT NOT NULL,
  id BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (scope, id)
) WITHOUT ROWID;
CREATE INDEX replays_expiry ON replays (expires_at);
