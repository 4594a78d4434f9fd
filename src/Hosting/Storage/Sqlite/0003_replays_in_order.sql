-- In the order of their coming: by their key, a hash, each lay on another page. Whether one is there, SqliteReplays knows.
CREATE TABLE replays_in_order (
  seq INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  id BLOB NOT NULL, -- SHA-256
  expires_at INTEGER NOT NULL
);
INSERT INTO replays_in_order (scope, id, expires_at) SELECT scope, id, expires_at FROM replays ORDER BY expires_at;
DROP TABLE replays;
ALTER TABLE replays_in_order RENAME TO replays;
