/** `database, name, engine, total_rows` of what the user may see, without the server's own. */
export function tablesQuery(): string {
  return `SELECT database, name, engine, total_rows
FROM system.tables
WHERE database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema') AND NOT is_temporary
ORDER BY database, name`
}

/** What one table is; database and table are parameters, and so is the cluster that the first of these names. */
export function describeQueries(): { readonly table: string; readonly columns: string; readonly shards: string } {
  return {
    // Distributed('cluster', 'database', 'table'[, sharding key[, policy]])
    table: `SELECT engine, total_rows, extract(engine_full, '^Distributed\\\\(\\'([^\\']+)\\'') AS cluster,
  extract(engine_full, '^Distributed\\\\((?:\\'[^\\']*\\', ){3}(.+)\\\\)$') AS sharding_key
FROM system.tables
WHERE database = {database:String} AND name = {table:String}`,
    columns: `SELECT name, type
FROM system.columns
WHERE database = {database:String} AND table = {table:String}
ORDER BY position`,
    shards: `SELECT uniqExact(shard_num) AS shards
FROM system.clusters
WHERE cluster = {cluster:String}`,
  }
}
