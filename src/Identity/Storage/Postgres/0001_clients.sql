-- Machines that may ask for tokens. Public keys only.
CREATE TABLE clients (
  client_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  org TEXT COLLATE "C" NOT NULL,
  roles TEXT NOT NULL, -- separated by single spaces
  jwk TEXT NOT NULL,
  thumbprint TEXT NOT NULL, -- RFC 7638
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
  created_at TEXT NOT NULL
);
