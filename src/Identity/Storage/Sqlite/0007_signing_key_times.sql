-- When a signing key signs, and when it is destroyed. All ms since 1970.
ALTER TABLE signing_keys ADD COLUMN signs_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signing_keys ADD COLUMN signs_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signing_keys ADD COLUMN gone_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signing_keys ADD COLUMN told TEXT NOT NULL DEFAULT 'made' -- the last state that is among the events
  CHECK (told IN ('made', 'announced', 'signing', 'retired'));

-- A key of before has signed since it was made, and signs on until its successor has been announced: 90 and 14 days.
UPDATE signing_keys SET told = 'signing', signs_from = CAST(strftime('%s', created_at) AS INTEGER) * 1000;
UPDATE signing_keys SET signs_until = max(signs_from + 7776000000, (CAST(strftime('%s', 'now') AS INTEGER) * 1000) + 1209600000);
UPDATE signing_keys SET gone_at = signs_until + 1209600000;

-- The signing key that an event is about.
ALTER TABLE account_events ADD COLUMN key_id TEXT;
