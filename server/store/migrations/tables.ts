/** What is kept. Times are milliseconds since 1970; a version that still stands ends at 9007199254740991. */
export const TABLES: readonly string[] = [
  "CREATE TABLE setting (name TEXT PRIMARY KEY, content TEXT NOT NULL)",
  "CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, beat BIGINT NOT NULL)",
  // Of the ids of frozen snapshots only hashes: who reads the store cannot open a link.
  `CREATE TABLE frozen (
    name TEXT PRIMARY KEY, id_hash TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, cluster TEXT NOT NULL, title TEXT NOT NULL,
    made_at BIGINT NOT NULL, expires_at BIGINT, reason TEXT, revoked_at BIGINT, content_hash TEXT NOT NULL, content TEXT NOT NULL, provenance TEXT NOT NULL
  )`,
  "CREATE TABLE body (hash TEXT PRIMARY KEY, content TEXT NOT NULL)",
  `CREATE TABLE object_version (
    cluster TEXT NOT NULL, object TEXT NOT NULL, from_at BIGINT NOT NULL, until_at BIGINT NOT NULL, hash TEXT NOT NULL, author TEXT,
    PRIMARY KEY (cluster, object, from_at)
  )`,
  "CREATE INDEX object_version_until ON object_version (cluster, until_at)",
  "CREATE INDEX object_version_from ON object_version (cluster, from_at)",
  "CREATE TABLE removal (cluster TEXT NOT NULL, object TEXT NOT NULL, at BIGINT NOT NULL, author TEXT, PRIMARY KEY (cluster, object, at))",
  "CREATE TABLE flip (cluster TEXT NOT NULL, at BIGINT NOT NULL, connection TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (cluster, at, connection))",
  "CREATE TABLE recording (cluster TEXT NOT NULL, from_at BIGINT NOT NULL, until_at BIGINT NOT NULL, PRIMARY KEY (cluster, from_at))",
];
