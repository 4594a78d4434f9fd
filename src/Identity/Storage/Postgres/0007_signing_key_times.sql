-- When a signing key signs, and when it is destroyed. All ms since 1970.
ALTER TABLE signing_keys ADD COLUMN signs_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE signing_keys ADD COLUMN signs_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE signing_keys ADD COLUMN gone_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE signing_keys ADD COLUMN told TEXT NOT NULL DEFAULT 'made' -- the last state that is among the events
  CHECK (told IN ('made', 'announced', 'signing', 'retired'));

-- The signing key that an event is about.
ALTER TABLE account_events ADD COLUMN key_id TEXT;
