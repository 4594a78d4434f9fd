-- An upload's part may be evaluated once for each kind of number that its rows carry.
CREATE TABLE kind_parts (
  session TEXT NOT NULL REFERENCES sessions (session) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  part BIGINT NOT NULL,
  digest BYTEA NOT NULL,
  PRIMARY KEY (session, kind, part)
);
INSERT INTO kind_parts (session, kind, part, digest)
  SELECT parts.session, sessions.kind, parts.part, parts.digest FROM parts JOIN sessions ON sessions.session = parts.session;
DROP TABLE parts;
