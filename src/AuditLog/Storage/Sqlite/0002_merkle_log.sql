-- The Merkle form. Entries of the plain form wait in audit_plain until the first start takes them over, in order, and drops it.
DROP TRIGGER audit_entries_no_update;
DROP TRIGGER audit_entries_no_delete;
ALTER TABLE audit_entries RENAME TO audit_plain;

-- seq: place in the tree, from 0, without a gap. leaf = HMAC-SHA256(salt, entry). An entry without its salt is what stays of an erased one.
CREATE TABLE audit_entries (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  salt BLOB,
  entry BLOB NOT NULL,
  leaf BLOB NOT NULL
);
CREATE TRIGGER audit_entries_erase_only BEFORE UPDATE ON audit_entries
WHEN NEW.seq <> OLD.seq OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.kind <> OLD.kind OR NEW.leaf <> OLD.leaf
  OR OLD.salt IS NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- Full tiles: 256 hashes of 32 bytes, and the root over them, which is their hash one level higher.
CREATE TABLE audit_tiles (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  root BLOB NOT NULL,
  PRIMARY KEY (level, idx)
);

-- Signed checkpoints: the newest, and the last one of every 4096 entries.
CREATE TABLE audit_checkpoints (
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL
);

-- The key that signs checkpoints: the private half is sealed under the service's key ring.
CREATE TABLE audit_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  verifier TEXT NOT NULL,
  sealed BLOB NOT NULL
);
