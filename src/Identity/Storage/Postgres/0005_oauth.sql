-- Clients that act for people. Lists are separated by single spaces.
ALTER TABLE clients ADD COLUMN grants TEXT NOT NULL DEFAULT 'client_credentials';
ALTER TABLE clients ADD COLUMN redirect_uris TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN post_logout_redirect_uris TEXT NOT NULL DEFAULT '';

-- Of all below: credentials are stored as their SHA-256, times are ms since 1970.

-- Authorization requests that a client has pushed (RFC 9126) and no browser has brought yet.
CREATE TABLE pushed_requests (
  id BYTEA NOT NULL PRIMARY KEY, -- of the reference in request_uri
  client_id TEXT NOT NULL,
  request TEXT NOT NULL, -- JSON
  expires_at BIGINT NOT NULL
);
CREATE INDEX pushed_requests_expiry ON pushed_requests (expires_at);

-- Requests that a browser has brought and whose person signs in.
CREATE TABLE pending_authorizations (
  id BYTEA NOT NULL PRIMARY KEY,
  browser BYTEA NOT NULL, -- of the browser's cookie
  client_id TEXT NOT NULL,
  request TEXT NOT NULL, -- JSON
  session_before TEXT, -- a session that is not enough
  arrived_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX pending_authorizations_expiry ON pending_authorizations (expires_at);

-- Authorization codes. A used one stays while its refresh token lives, so that a second use is seen for what it is.
CREATE TABLE authorization_codes (
  id BYTEA NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  challenge TEXT NOT NULL, -- S256
  thumbprint TEXT, -- dpop_jkt
  scope TEXT NOT NULL,
  nonce TEXT,
  person_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  access_token_id TEXT -- jti of what it gave
);
CREATE INDEX authorization_codes_expiry ON authorization_codes (expires_at);

-- Refresh tokens, each bound to a client and a key and good while the person is signed in.
CREATE TABLE refresh_tokens (
  id BYTEA NOT NULL PRIMARY KEY,
  code_id BYTEA NOT NULL, -- that gave it
  client_id TEXT NOT NULL,
  thumbprint TEXT NOT NULL, -- of the DPoP key
  scope TEXT NOT NULL,
  person_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  access_token_id TEXT NOT NULL, -- jti of the newest access token
  expires_at BIGINT NOT NULL
);
CREATE INDEX refresh_tokens_code ON refresh_tokens (code_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);
