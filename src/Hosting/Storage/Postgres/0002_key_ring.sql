-- The service's Data Protection keys and revocations, as the framework writes them; outside Development encrypted by the operator's certificate.
CREATE TABLE key_ring (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- key-UUID or revocation-UUID
  xml TEXT NOT NULL
);
