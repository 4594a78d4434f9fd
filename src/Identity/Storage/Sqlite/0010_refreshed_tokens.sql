-- The access tokens that came of a refresh token and may not have ended, so that all of them end with it. Times are ms since 1970.
CREATE TABLE refreshed_tokens (
  jti TEXT NOT NULL PRIMARY KEY,
  refresh_id BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX refreshed_tokens_refresh ON refreshed_tokens (refresh_id);
CREATE INDEX refreshed_tokens_expiry ON refreshed_tokens (expires_at);

-- Before, the newest alone was known.
INSERT INTO refreshed_tokens (jti, refresh_id, expires_at)
  SELECT access_token_id, id, (CAST(strftime('%s', 'now') AS INTEGER) + 300) * 1000 FROM refresh_tokens;
ALTER TABLE refresh_tokens DROP COLUMN access_token_id;
