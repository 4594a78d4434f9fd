-- What an answer must keep to, as decided when the session was opened. Sessions from before have no such terms: no agreement that asks for them was loaded.
ALTER TABLE sessions ADD COLUMN kinds TEXT NOT NULL DEFAULT '["nik"]'; -- JSON [names]
ALTER TABLE sessions ADD COLUMN regions TEXT;                          -- JSON {"only","withheld"}; null: anywhere
ALTER TABLE sessions ADD COLUMN threshold BIGINT;                     -- persons; null: none
ALTER TABLE sessions ADD COLUMN epsilon TEXT;                          -- decimal; null: no noise
