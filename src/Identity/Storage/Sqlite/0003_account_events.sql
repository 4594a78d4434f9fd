-- What happened to accounts, in order, until the Gateway has it in the audit log; and what it must refuse from then on. No credential, token or key.
CREATE TABLE account_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE, -- UUID version 7
  at INTEGER NOT NULL, -- ms since 1970
  action TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('allow', 'deny')),
  org TEXT,
  client TEXT,
  person TEXT,
  reason TEXT,
  address TEXT,
  revokes_kind TEXT CHECK (revokes_kind IN ('organisation', 'client', 'person', 'session', 'token')),
  revokes_id TEXT,
  revokes_lifted INTEGER NOT NULL DEFAULT 0 -- 1: what was refused before is let in again
);
