-- People who sign in. No password, TOTP secret, recovery code or session id can be read from these tables without the key ring.
CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY, -- the token's sub
  user_name TEXT COLLATE "C" NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  org TEXT COLLATE "C" NOT NULL,
  roles TEXT NOT NULL, -- separated by single spaces
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
  created_at BIGINT NOT NULL, -- ms since 1970, as all times here
  password_hash TEXT, -- PBKDF2, in the framework's form; null: nobody can sign in yet
  password_until BIGINT, -- set: a one-time password, until then; it must be replaced
  totp_secret BYTEA, -- encrypted by the key ring
  totp_confirmed BIGINT NOT NULL DEFAULT 0, -- 1: asked for at each sign-in
  totp_step BIGINT, -- the last 30 s step whose code was taken: no code is taken twice
  stamp TEXT NOT NULL -- changes with each credential, so that a sign-in that is half done ends
);

-- Failed attempts since the last success, by factor. The person '-' stands for names that are nobody's: they cost the same work.
CREATE TABLE attempts (
  person_id TEXT NOT NULL,
  factor TEXT NOT NULL CHECK (factor IN ('password', 'code')),
  failures BIGINT NOT NULL,
  locks BIGINT NOT NULL, -- how often it was locked since the last success: each lasts longer
  locked_until BIGINT NOT NULL, -- 0: never
  PRIMARY KEY (person_id, factor)
);

-- Codes for the day the telephone is lost. A code that was used is gone.
CREATE TABLE recovery_codes (
  person_id TEXT NOT NULL REFERENCES people (id),
  hash BYTEA NOT NULL, -- SHA-256 over the person's id and 119 random bits
  PRIMARY KEY (person_id, hash)
);

-- Browsers that are signed in. One that signed out is gone.
CREATE TABLE sessions (
  id_hash BYTEA NOT NULL PRIMARY KEY, -- SHA-256 of the token's sid
  sealed_id BYTEA NOT NULL, -- the sid, encrypted by the key ring: the Gateway must be told it when the session is ended from elsewhere
  person_id TEXT NOT NULL REFERENCES people (id),
  methods TEXT NOT NULL, -- RFC 8176, separated by single spaces
  signed_in_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  address TEXT,
  user_agent TEXT
);
CREATE INDEX sessions_of_a_person ON sessions (person_id);
CREATE INDEX sessions_end ON sessions (ends_at);
