-- What may be used once: decision, DPoP proof and client assertion ids, until they end.
CREATE TABLE replays (
  scope TEXT NOT NULL,
  id BYTEA NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (scope, id)
);
CREATE INDEX replays_expiry ON replays (expires_at);
