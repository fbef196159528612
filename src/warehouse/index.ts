/*
 * The door of this room: a ClickHouse over HTTP, asked what the page shows. Needs fetch, and nothing else of a page. What is typed is bound, never written into
 * SQL; user and password are kept by the client in memory and travel in the Authorization header only.
 */
export { mappingFault } from '../sql/clickhouse/event-mapping.ts'
export { connect } from './connect.ts'
