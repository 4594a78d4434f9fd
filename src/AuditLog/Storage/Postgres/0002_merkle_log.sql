-- The Merkle form.
DROP TABLE audit_entries;

-- seq: place in the tree, from 0, without a gap. leaf = HMAC-SHA256(salt, entry). An entry without its salt is what stays of an erased one.
CREATE TABLE audit_entries (
  seq BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  salt BYTEA,
  entry BYTEA NOT NULL,
  leaf BYTEA NOT NULL
);
CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END
$$;

CREATE TRIGGER audit_entries_erase_only BEFORE UPDATE ON audit_entries FOR EACH ROW
WHEN (NEW.seq <> OLD.seq OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.kind <> OLD.kind OR NEW.leaf <> OLD.leaf
  OR OLD.salt IS NULL OR NEW.salt IS NOT NULL)
EXECUTE FUNCTION audit_entries_refuse();

CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse();

CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse();

-- Full tiles: 256 hashes of 32 bytes, and the root over them, which is their hash one level higher.
CREATE TABLE audit_tiles (
  level BIGINT NOT NULL,
  idx BIGINT NOT NULL,
  hashes BYTEA NOT NULL,
  root BYTEA NOT NULL,
  PRIMARY KEY (level, idx)
);

-- Signed checkpoints: the newest, and the last one of every 4096 entries.
CREATE TABLE audit_checkpoints (
  size BIGINT PRIMARY KEY,
  note TEXT NOT NULL
);

-- The key that signs checkpoints: the private half is sealed under the service's key ring.
CREATE TABLE audit_key (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  verifier TEXT NOT NULL,
  sealed BYTEA NOT NULL
);
