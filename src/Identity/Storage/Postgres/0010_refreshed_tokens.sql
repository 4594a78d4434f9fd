-- The access tokens that came of a refresh token and may not have ended, so that all of them end with it. Times are ms since 1970.
CREATE TABLE refreshed_tokens (
  jti TEXT NOT NULL PRIMARY KEY,
  refresh_id BYTEA NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX refreshed_tokens_refresh ON refreshed_tokens (refresh_id);
CREATE INDEX refreshed_tokens_expiry ON refreshed_tokens (expires_at);

ALTER TABLE refresh_tokens DROP COLUMN access_token_id;
