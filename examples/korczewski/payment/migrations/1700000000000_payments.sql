-- Up Migration
CREATE TABLE payments (
  id text PRIMARY KEY,
  payer text NOT NULL,
  cents integer NOT NULL CHECK (cents > 0),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid')),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payments_payer ON payments (payer, created_at DESC);

-- Down Migration
DROP TABLE payments;
