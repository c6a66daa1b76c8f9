-- Up Migration
CREATE TABLE items (
  id text PRIMARY KEY,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX items_created_at ON items (created_at DESC);

-- Down Migration
DROP TABLE items;
