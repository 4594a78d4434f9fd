-- On SQLite they lie in the order of their coming from here on. Replicas meet on the key, and it stays.
SELECT 1;
