-- What operators see of people, and what they did to them.
ALTER TABLE people ADD COLUMN last_sign_in_at BIGINT; -- ms since 1970
ALTER TABLE people ADD COLUMN suspension TEXT; -- why they are suspended, for operators and DPOs
ALTER TABLE people ADD COLUMN audit TEXT; -- the decision of the last act: a retry of it is known by that
