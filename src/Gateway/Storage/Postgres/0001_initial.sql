-- A check or an upload: what was decided when it was opened. Later calls inherit it.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  partner TEXT NOT NULL,
  agreement TEXT NOT NULL,
  purpose TEXT NOT NULL,
  operation TEXT NOT NULL,
  kind TEXT NOT NULL,
  datasets TEXT NOT NULL,      -- JSON [{"id","owner"}]
  disclose TEXT NOT NULL,      -- JSON [names]
  n BIGINT NOT NULL,          -- persons, or rows of an upload
  state TEXT NOT NULL,         -- open | committed | cancelled
  audit TEXT NOT NULL,         -- the decision entry of its opening
  charges TEXT NOT NULL,       -- JSON [{"meter","window","persons"}]
  evaluated BIGINT NOT NULL,  -- 1 once an evaluation or a commit has been let through: no refund any more
  refunded BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE INDEX sessions_refundable ON sessions (expires_at) WHERE evaluated = 0 AND refunded = 0;

-- Persons asked about, by meter and window.
CREATE TABLE quota_usage (
  meter TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (meter, window_start)
);

-- Requests that must not take effect twice.
CREATE TABLE idempotency (
  scope BYTEA PRIMARY KEY,      -- SHA-256 of client, method, target, agreement and key
  digest TEXT NOT NULL,        -- of the body, and the purpose
  session TEXT,
  audit TEXT NOT NULL,
  completed BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);
