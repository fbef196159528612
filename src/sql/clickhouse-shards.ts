/** How the tables are laid out over several servers, and what the queries then need. */
export const SEVERAL_SHARDS = `-- On several shards: create the tables above ON CLUSTER under other names (orders_local …) and, for each of them, one that spans the cluster:
--
--   CREATE TABLE orders ON CLUSTER '{cluster}' AS orders_local
--   ENGINE = Distributed('{cluster}', currentDatabase(), orders_local, cityHash64(customer_id));
--
-- All tables are to be cut by customer_id, so that what belongs to a customer lies on one shard. The queries stay as they are, and need these settings:
--
--   SET skip_unavailable_shards = 0;                        -- with 1, a shard that is down is left out without a word
--   SET optimize_distributed_group_by_sharding_key = 1;     -- customers are grouped where they lie
--
-- A condition of your own on customers belongs into the innermost FROM; with a subquery over a Distributed table it is written GLOBAL IN.
-- Over HTTP 64-bit numbers may come as texts: read them as such, or they lose digits.`
