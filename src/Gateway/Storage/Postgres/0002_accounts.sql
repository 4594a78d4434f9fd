-- How far the events of Identity are in the audit log: one row, for all replicas.
CREATE TABLE account_feed (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL
);
INSERT INTO account_feed (id, seq) VALUES (1, 0);

-- Tokens that are refused although they have not ended, by the claim that names them.
CREATE TABLE revocations (
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'client', 'person', 'session', 'token')), -- org, client_id, sub, sid, jti
  id TEXT NOT NULL,
  forget_at BIGINT, -- seconds since 1970: when no such token can be left; null: until it is lifted
  PRIMARY KEY (kind, id)
);
CREATE INDEX revocations_forget ON revocations (forget_at) WHERE forget_at IS NOT NULL;
