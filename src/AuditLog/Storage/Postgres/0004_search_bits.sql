-- What entries are found by, smaller: a row for each word and chunk of 256 consecutive places, where it was one for each word and entry. Derived from the
-- entries, so it is made anew from the first place on.
DROP TABLE audit_terms;

-- bits: 32 bytes; bit i (of byte i / 8, value 1 << i % 8) is set when the word is of the entry at place chunk * 256 + i.
CREATE TABLE audit_bits (
  word BIGINT NOT NULL,
  chunk BIGINT NOT NULL,
  bits BYTEA NOT NULL,
  PRIMARY KEY (word, chunk)
);

-- ats: of each place of the chunk from its first on the entry's time, 8 bytes, little endian; the least of all numbers where there is no entry.
CREATE TABLE audit_times (
  chunk BIGINT PRIMARY KEY,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  ats BYTEA NOT NULL
);

-- Chunks from the newest on, without their pages being read.
CREATE INDEX audit_times_newest ON audit_times (last_at, chunk, first_at);

UPDATE audit_indexed SET next = 0;
