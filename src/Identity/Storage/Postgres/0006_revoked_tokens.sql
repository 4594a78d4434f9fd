-- Access tokens that their clients revoked, until they would have ended.
CREATE TABLE revoked_tokens (
  jti TEXT NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL -- s since 1970
);
CREATE INDEX revoked_tokens_expiry ON revoked_tokens (expires_at);
