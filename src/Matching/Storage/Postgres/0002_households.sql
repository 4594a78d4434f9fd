-- The family card of a record: a pseudonym as a person's, and its canonical element, sealed. Null when the row named none.
ALTER TABLE records ADD COLUMN household BYTEA;
ALTER TABLE records ADD COLUMN household_element BYTEA;
CREATE INDEX records_household ON records (household) WHERE household IS NOT NULL;

-- JSON [{"only","withheld"}]: where the records lie that the opening decision let count.
ALTER TABLE checks ADD COLUMN regions TEXT NOT NULL DEFAULT '[]';

-- What the last commit said of the rows that it did not hold: JSON {key: count}.
ALTER TABLE datasets ADD COLUMN without_nik TEXT;
ALTER TABLE datasets ADD COLUMN quality TEXT;
